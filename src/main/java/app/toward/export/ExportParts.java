package app.toward.export;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;

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

    /** Copies a whole file, each part read by a short statement. */
    static void copy(UUID export, int attempt, OutputStream to) throws IOException {
        for (int number = 0; ; number++) {
            byte[] part = read(export, attempt, number);
            to.write(part);
            if (part.length < SIZE) {
                return;
            }
        }
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
