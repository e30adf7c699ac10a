package app.toward.shared;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as the driver of the event loop has it, whose columns are counted from zero. */
final class EventLoopRow implements Row {
    private final io.vertx.sqlclient.Row row;
    private int column;

    EventLoopRow(io.vertx.sqlclient.Row row) {
        this.row = row;
    }

    @Override
    public @Nullable UUID idOrNull() {
        return row.getUUID(column++);
    }

    @Override
    public @Nullable UUID[] ids() {
        return row.getArrayOfUUIDs(column++);
    }

    @Override
    public @Nullable String textOrNull() {
        return row.getString(column++);
    }

    @Override
    public @Nullable OffsetDateTime dateTimeOrNull() {
        return row.getOffsetDateTime(column++);
    }

    @Override
    public LocalDate date() {
        return row.getLocalDate(column++);
    }

    @Override
    public LocalTime time() {
        return row.getLocalTime(column++);
    }

    @Override
    public boolean isTrue() {
        return row.getBoolean(column++);
    }

    @Override
    public int number() {
        return row.getInteger(column++);
    }

    @Override
    public long position() {
        return row.getLong(column++);
    }

    @Override
    public byte[] bytes() {
        return row.getBuffer(column++).getBytes();
    }

    @Override
    public void skip(int columns) {
        column += columns;
    }
}
