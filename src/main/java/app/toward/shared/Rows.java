package app.toward.shared;

import io.quarkus.hibernate.orm.panache.Panache;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows without entities, also those that a write gives back, on the connection and in the transaction that Hibernate
 * has, which is not asked to flush first. Only for what nearly every request reads: there the way through Hibernate costs
 * several times what the rows do.
 */
public final class Rows {
    private static final Map<String, NamedStatement> STATEMENTS = new ConcurrentHashMap<>();

    private Rows() {}

    /**
     * Finds what a query selects.
     *
     * @param sql one of a bounded number, with parameters like {@code :name}
     * @param parameters ids, collections of ids (for {@code any}), instants, dates, numbers, truths, text, and null
     * @param reader takes the columns in the order of the select list
     */
    public static <T> List<T> find(
            String sql, Map<String, ? extends @Nullable Object> parameters, Row.Reader<T> reader) {
        NamedStatement statement = STATEMENTS.computeIfAbsent(sql, named -> NamedStatement.of(named, index -> "?"));
        var session = Panache.getSession().unwrap(SharedSessionContractImplementor.class);
        String inspected =
                session.getJdbcSessionContext().getStatementInspector().inspect(statement.sql());
        return session.doReturningWork(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(inspected)) {
                int index = 1;
                for (Object value : statement.values(parameters)) {
                    prepared.setObject(
                            index++, value instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : value);
                }
                try (ResultSet found = prepared.executeQuery()) {
                    // All rows are here by now: past the pool's wrapper each column of them costs half as much.
                    ResultSet rows = found.unwrap(ResultSet.class);
                    var things = new ArrayList<T>();
                    while (rows.next()) {
                        things.add(reader.read(new JdbcRow(rows)));
                    }
                    return things;
                }
            }
        });
    }

    private static final class JdbcRow implements Row {
        private final ResultSet row;
        private int column;

        private JdbcRow(ResultSet row) {
            this.row = row;
        }

        @Override
        public @Nullable UUID idOrNull() throws SQLException {
            return row.getObject(++column, UUID.class);
        }

        @Override
        public @Nullable UUID[] ids() throws SQLException {
            return (UUID[]) row.getArray(++column).getArray();
        }

        @Override
        public @Nullable String textOrNull() throws SQLException {
            return row.getString(++column);
        }

        @Override
        public @Nullable OffsetDateTime dateTimeOrNull() throws SQLException {
            return row.getObject(++column, OffsetDateTime.class);
        }

        @Override
        public LocalDate date() throws SQLException {
            return row.getObject(++column, LocalDate.class);
        }

        @Override
        public LocalTime time() throws SQLException {
            return row.getObject(++column, LocalTime.class);
        }

        @Override
        public boolean isTrue() throws SQLException {
            return row.getBoolean(++column);
        }

        @Override
        public int number() throws SQLException {
            return row.getInt(++column);
        }

        @Override
        public long position() throws SQLException {
            return row.getLong(++column);
        }

        @Override
        public byte[] bytes() throws SQLException {
            return row.getBytes(++column);
        }

        @Override
        public void skip(int columns) {
            column += columns;
        }
    }
}
