package app.toward.shared;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row. Each of its methods takes the next column; one whose name does not say so is for a column without nulls. */
public interface Row {
    /** Makes one thing of one row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    @Nullable
    UUID idOrNull() throws SQLException;

    /** Of an array, in which some may be missing. */
    @Nullable
    UUID[] ids() throws SQLException;

    @Nullable
    String textOrNull() throws SQLException;

    @Nullable
    OffsetDateTime dateTimeOrNull() throws SQLException;

    LocalDate date() throws SQLException;

    LocalTime time() throws SQLException;

    boolean isTrue() throws SQLException;

    int number() throws SQLException;

    long position() throws SQLException;

    byte[] bytes() throws SQLException;

    /** Passes over the columns of something that is not there. */
    void skip(int columns);

    default UUID id() throws SQLException {
        return Objects.requireNonNull(idOrNull());
    }

    default String text() throws SQLException {
        return Objects.requireNonNull(textOrNull());
    }

    default Instant instant() throws SQLException {
        return Objects.requireNonNull(instantOrNull());
    }

    default @Nullable Instant instantOrNull() throws SQLException {
        OffsetDateTime instant = dateTimeOrNull();
        return instant == null ? null : instant.toInstant();
    }

    /** As an enum is stored: by its name. */
    default <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text());
    }

    default <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type) throws SQLException {
        String name = textOrNull();
        return name == null ? null : Enum.valueOf(type, name);
    }
}
