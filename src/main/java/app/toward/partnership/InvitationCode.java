package app.toward.partnership;

import app.toward.shared.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * What one person reads aloud and the other types: 8 characters of Crockford's base 32, 40 bits. It follows from the
 * invitation's id and the server's sealing key, so it can be shown to the inviter again though only its hash is stored.
 *
 * @param text 8 characters of the alphabet
 */
record InvitationCode(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final int BITS_PER_CHARACTER = 5;

    static InvitationCode of(UUID invitation, Keys keys) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(invitation.getMostSignificantBits())
                .putLong(invitation.getLeastSignificantBits())
                .array();
        long bits = ByteBuffer.wrap(keys.mac("invitation code", id)).getLong();
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (bits & (ALPHABET.length() - 1))));
            bits >>>= BITS_PER_CHARACTER;
        }
        return new InvitationCode(text.toString());
    }

    /**
     * The code as meant: case, spaces and hyphens do not count, and look-alikes are read as what they look like. What can
     * be no code is one that nobody has, so that it is looked for as long.
     */
    static InvitationCode typed(String typed) {
        return new InvitationCode(typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    /** Keyed, since 40 bits could be tried one by one. */
    byte[] hash(Keys keys) {
        return keys.mac("invitation code hash", text.getBytes(StandardCharsets.UTF_8));
    }

    /** In two halves, as it is read aloud. */
    String spelled() {
        return text.substring(0, LENGTH / 2) + " " + text.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "InvitationCode[…]";
    }
}
