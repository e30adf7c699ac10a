package app.toward.shared;

import io.quarkus.hibernate.orm.panache.Panache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows without entities, also those that a write gives back, on the connection and in the transaction that Hibernate
 * has, which is not asked to flush first. Only for what nearly every request reads: there the way through Hibernate costs
 * several times what the rows do.
 */
public final class Rows {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");
    private static final Map<String, Statement> STATEMENTS = new ConcurrentHashMap<>();

    private Rows() {}

    /** A statement as JDBC knows it, and the names that its question marks had. */
    private record Statement(String sql, List<String> names) {
        static Statement of(String named) {
            var names = new ArrayList<String>();
            Matcher found = NAME.matcher(named);
            String sql = found.replaceAll(name -> {
                names.add(name.group(1));
                return "?";
            });
            return new Statement(sql, names);
        }
    }

    /** Makes one thing of one row. */
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /**
     * Finds what a query selects.
     *
     * @param sql one of a bounded number, with parameters like {@code :name}
     * @param parameters ids, collections of ids (for {@code any}), instants, dates, numbers, truths, text, and null
     * @param reader takes the columns in the order of the select list
     */
    public static <T> List<T> find(String sql, Map<String, ? extends @Nullable Object> parameters, Reader<T> reader) {
        Statement statement = STATEMENTS.computeIfAbsent(sql, Statement::of);
        var session = Panache.getSession().unwrap(SharedSessionContractImplementor.class);
        String inspected =
                session.getJdbcSessionContext().getStatementInspector().inspect(statement.sql);
        return session.doReturningWork(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(inspected)) {
                int index = 1;
                for (String name : statement.names) {
                    if (!parameters.containsKey(name)) {
                        throw new IllegalArgumentException(name);
                    }
                    prepared.setObject(index++, value(parameters.get(name), connection));
                }
                try (ResultSet found = prepared.executeQuery()) {
                    // All rows are here by now: past the pool's wrapper each column of them costs half as much.
                    ResultSet rows = found.unwrap(ResultSet.class);
                    var things = new ArrayList<T>();
                    while (rows.next()) {
                        things.add(reader.read(new Row(rows)));
                    }
                    return things;
                }
            }
        });
    }

    private static @Nullable Object value(@Nullable Object parameter, Connection connection) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof Collection<?> ids ? connection.createArrayOf("uuid", ids.toArray()) : parameter;
    }

    /** One row. Each of its methods takes the next column; one whose name does not say so is for a column without nulls. */
    public static final class Row {
        private final ResultSet row;
        private int column;

        private Row(ResultSet row) {
            this.row = row;
        }

        public UUID id() throws SQLException {
            return Objects.requireNonNull(idOrNull());
        }

        public @Nullable UUID idOrNull() throws SQLException {
            return row.getObject(++column, UUID.class);
        }

        /** Of an array, in which some may be missing. */
        public @Nullable UUID[] ids() throws SQLException {
            return (UUID[]) row.getArray(++column).getArray();
        }

        public String text() throws SQLException {
            return Objects.requireNonNull(textOrNull());
        }

        public @Nullable String textOrNull() throws SQLException {
            return row.getString(++column);
        }

        public Instant instant() throws SQLException {
            return Objects.requireNonNull(instantOrNull());
        }

        public @Nullable Instant instantOrNull() throws SQLException {
            OffsetDateTime instant = row.getObject(++column, OffsetDateTime.class);
            return instant == null ? null : instant.toInstant();
        }

        public LocalDate date() throws SQLException {
            return row.getObject(++column, LocalDate.class);
        }

        public LocalTime time() throws SQLException {
            return row.getObject(++column, LocalTime.class);
        }

        /** As an enum is stored: by its name. */
        public <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
            return Enum.valueOf(type, text());
        }

        public <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type) throws SQLException {
            String name = textOrNull();
            return name == null ? null : Enum.valueOf(type, name);
        }

        public boolean isTrue() throws SQLException {
            return row.getBoolean(++column);
        }

        public int number() throws SQLException {
            return row.getInt(++column);
        }

        public long position() throws SQLException {
            return row.getLong(++column);
        }

        public byte[] bytes() throws SQLException {
            return row.getBytes(++column);
        }

        /** Passes over the columns of something that is not there. */
        public void skip(int columns) {
            column += columns;
        }
    }
}
