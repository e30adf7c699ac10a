package app.toward.export;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The file of an export, kept in parts in the database: no more than one of them is in memory, both ways. */
class ExportParts extends OutputStream {
    static final int SIZE = 256 * 1024;

    private static final String WRITE = """
            insert into export_part (export_id, attempt, number, bytes)
            select id, attempt, :number, :bytes from export
            where id = :id and attempt = :attempt and state = 'RUNNING'
            """;

    private static final String READ =
            "select bytes from export_part where export_id = :id and attempt = :attempt and number = :number";

    private static final String REMOVE_SOME = """
            delete from export_part where ctid in (
                select ctid from export_part where export_id = :id and attempt < :before limit :most)
            """;

    /** Some megabytes: a statement of a moment. */
    private static final int REMOVED_AT_ONCE = 32;

    private final Build build;
    private final byte[] part = new byte[SIZE];
    private int filled;
    private int number;

    ExportParts(Build build) {
        this.build = build;
    }

    /** How many bytes were written. */
    long size() {
        return (long) number * SIZE + filled;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length) {
            int taken = Math.min(length - written, SIZE - filled);
            System.arraycopy(bytes, offset + written, part, filled, taken);
            filled += taken;
            written += taken;
            if (filled == SIZE) {
                keep();
                number++;
                filled = 0;
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            keep();
        }
    }

    private void keep() {
        int kept = QuarkusTransaction.requiringNew()
                .call(() -> Panache.getSession()
                        .createNativeMutationQuery(WRITE)
                        .setParameter("id", build.export())
                        .setParameter("attempt", build.attempt())
                        .setParameter("number", number)
                        .setParameter("bytes", Arrays.copyOf(part, filled))
                        .executeUpdate());
        if (kept == 0) {
            throw new Build.Superseded();
        }
    }

    /**
     * A whole file, part by part, each read by a short statement once the one before has gone out: whoever fetches slowly
     * holds neither a thread nor a connection to the database. It fails where a part is gone, for an answer that ended
     * there would be taken for whole.
     *
     * @param size of the file in bytes
     */
    static Multi<byte[]> of(UUID export, int attempt, long size) {
        var number = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> readWhole(export, attempt, number.getAndIncrement(), size))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .until(part -> part.length == 0);
    }

    private static byte[] readWhole(UUID export, int attempt, int number, long size) {
        long left = size - (long) number * SIZE;
        byte[] part = left > 0 ? read(export, attempt, number) : new byte[0];
        if (part.length < Math.min(left, SIZE)) {
            throw new IllegalStateException("The file of an export was removed while it was fetched");
        }
        return part;
    }

    /**
     * Removes a few parts.
     *
     * @return whether there were as many, so that there may be more
     */
    static boolean removeSome(UUID export) {
        return removeSome(export, Integer.MAX_VALUE);
    }

    /** The same of attempts before this one. */
    static boolean removeSomeBefore(Build build) {
        return removeSome(build.export(), build.attempt());
    }

    private static boolean removeSome(UUID export, int before) {
        return Panache.getSession()
                        .createNativeMutationQuery(REMOVE_SOME)
                        .setParameter("id", export)
                        .setParameter("before", before)
                        .setParameter("most", REMOVED_AT_ONCE)
                        .executeUpdate()
                == REMOVED_AT_ONCE;
    }

    /** One part; an empty one after the last. */
    private static byte[] read(UUID export, int attempt, int number) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Panache.getSession()
                        .createNativeQuery(READ, byte[].class)
                        .setParameter("id", export)
                        .setParameter("attempt", attempt)
                        .setParameter("number", number)
                        .uniqueResultOptional()
                        .orElse(new byte[0]));
    }
}
