package app.toward.session;

import app.toward.shared.Keys;
import app.toward.shared.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * 256 bits that keep a device signed in, with the session they are of and a seal. By the seal a token that was once given
 * is told from one that never was, though nothing is kept of those that are spent. A successor follows from its parent
 * and a salt that only the session row has: so the same successor can be given twice though only hashes are stored.
 *
 * @param text base 64 of the secret, the session's id and the seal: 80 characters
 */
record RefreshToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int SEAL_BYTES = 12;

    static RefreshToken first(UUID session, Keys keys) {
        return of(newSalt(), session, keys);
    }

    static byte[] newSalt() {
        byte[] salt = new byte[SECRET_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** The session that the token was given to; empty for what never was a token of ours. */
    Optional<UUID> session(Keys keys) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == SECRET_BYTES + ID_BYTES + SEAL_BYTES) {
                byte[] sealed = Arrays.copyOf(bytes, SECRET_BYTES + ID_BYTES);
                byte[] seal = Arrays.copyOfRange(bytes, sealed.length, bytes.length);
                if (MessageDigest.isEqual(seal, sealOf(sealed, keys))) {
                    ByteBuffer id = ByteBuffer.wrap(sealed, SECRET_BYTES, ID_BYTES);
                    return Optional.of(new UUID(id.getLong(), id.getLong()));
                }
            }
        } catch (IllegalArgumentException e) {
            // Falls through: malformed is as wrong as forged.
        }
        return Optional.empty();
    }

    RefreshToken child(byte[] salt, UUID session, Keys keys) {
        return of(Sha256.mac(text.getBytes(StandardCharsets.UTF_8), salt), session, keys);
    }

    byte[] hash() {
        return Sha256.digest(text);
    }

    private static RefreshToken of(byte[] secret, UUID session, Keys keys) {
        byte[] sealed = ByteBuffer.allocate(SECRET_BYTES + ID_BYTES)
                .put(secret)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .array();
        byte[] whole = ByteBuffer.allocate(sealed.length + SEAL_BYTES)
                .put(sealed)
                .put(sealOf(sealed, keys))
                .array();
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    private static byte[] sealOf(byte[] sealed, Keys keys) {
        return Arrays.copyOf(keys.mac("refresh token", sealed), SEAL_BYTES);
    }

    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
