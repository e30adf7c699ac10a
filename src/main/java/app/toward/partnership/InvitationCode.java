package app.toward.partnership;

import app.toward.shared.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
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

    /** The code as meant: case, spaces and hyphens do not count, and look-alikes are read as what they look like. */
    static Optional<InvitationCode> typed(String typed) {
        String text = typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean isCode = text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return isCode ? Optional.of(new InvitationCode(text)) : Optional.empty();
    }

    /** Keyed, since 40 bits could be tried one by one. */
    byte[] hash(Keys keys) {
        return keys.mac("invitation code hash", text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "InvitationCode[…]";
    }
}
