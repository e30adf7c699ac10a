package app.toward.checkin;

import app.toward.shared.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Ids of dated rounds. Such a round exists by the calendar and not because somebody opened it, so its id is computed and
 * not made: a UUID of version 8 (RFC 9562, section 5.8) whose first 32 bits are the epoch day and whose other free bits
 * are of SHA-256 over partnership, template and day. It tells nothing but the date.
 */
final class RoundId {
    private static final int VERSION = 8;

    private RoundId() {}

    static UUID of(UUID partnership, String template, LocalDate date) {
        int day = Math.toIntExact(date.toEpochDay());
        byte[] name = template.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.digest(ByteBuffer.allocate(20 + name.length)
                .putLong(partnership.getMostSignificantBits())
                .putLong(partnership.getLeastSignificantBits())
                .putInt(day)
                .put(name)
                .array()));
        long high = (Integer.toUnsignedLong(day) << 32) | (hash.getLong() & 0xFFFF_0FFFL) | (VERSION << 12);
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Whether an id has the form of a dated round's, which nothing else may take. */
    static boolean isOne(UUID id) {
        return id.version() == VERSION;
    }

    /** The date in the id of a dated round; whose round it is shows only when the id is computed again. */
    static LocalDate dateOf(UUID id) {
        return LocalDate.ofEpochDay(id.getMostSignificantBits() >> 32);
    }
}
