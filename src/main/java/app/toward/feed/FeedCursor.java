package app.toward.feed;

import app.toward.shared.Keys;
import app.toward.shared.Problem;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * How far a client has read its feed. As text it is encrypted, not sealed alone: how far apart two positions are would
 * tell how often something was changed in between. The same position is the same text, so that a page can be revalidated
 * (a synthetic initialization vector, as in RFC 5297, of which a cursor needs one block).
 *
 * @param position of the last entry read
 * @param known up to where deletions do not concern this client, because it started after them; never less than the
 *     position
 */
record FeedCursor(long position, long known) {
    private static final int BLOCK = 16;
    private static final String NAME = "feed cursor";

    FeedCursor {
        known = Math.max(position, known);
    }

    String text(UUID account, Keys keys) {
        byte[] plain =
                ByteBuffer.allocate(BLOCK).putLong(position).putLong(known).array();
        byte[] seal = seal(plain, account, keys);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(2 * BLOCK)
                        .put(seal)
                        .put(masked(plain, seal, keys))
                        .array());
    }

    /**
     * Reads a cursor of an account.
     *
     * @throws Problem 400 for one that was tampered with, or is another's
     */
    static FeedCursor read(String text, UUID account, Keys keys) {
        try {
            ByteBuffer sealed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte[] seal = new byte[BLOCK];
            byte[] masked = new byte[BLOCK];
            sealed.get(seal).get(masked);
            byte[] plain = masked(masked, seal, keys);
            if (!sealed.hasRemaining() && MessageDigest.isEqual(seal, seal(plain, account, keys))) {
                ByteBuffer fields = ByteBuffer.wrap(plain);
                return new FeedCursor(fields.getLong(), fields.getLong());
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Falls through: malformed is as wrong as forged.
        }
        throw Problem.invalidParameter("after", "is not a cursor of this feed");
    }

    private static byte[] seal(byte[] plain, UUID account, Keys keys) {
        byte[] message = ByteBuffer.allocate(2 * BLOCK)
                .put(plain)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array();
        return Arrays.copyOf(keys.mac(NAME, message), BLOCK);
    }

    private static byte[] masked(byte[] block, byte[] seal, Keys keys) {
        byte[] mask = keys.mac(NAME + " mask", seal);
        byte[] masked = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            masked[i] = (byte) (block[i] ^ mask[i]);
        }
        return masked;
    }
}
