package app.toward.bench;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of the server that is measured: by them whoever measures gives itself what a client would have been given. */
public final class ServerKeys {
    private static final int COORDINATE_BYTES = 32;
    private static final int BLOCK = 16;
    private static final int SEAL = 12;
    private static final long TOKEN_SECONDS = 600;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair signing;
    private final byte[] sealing = new byte[32];

    ServerKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        signing = generator.generateKeyPair();
        new SecureRandom().nextBytes(sealing);
    }

    /** As Toward reads them from {@code toward.keys-file}. */
    String json() {
        var open = (ECPublicKey) signing.getPublic();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"benchmark",\
                "x":"%s","y":"%s","d":"%s"},{"kty":"oct","k":"%s"}]}
                """.formatted(
                        base64(open.getW().getAffineX()),
                        base64(open.getW().getAffineY()),
                        base64(((ECPrivateKey) signing.getPrivate()).getS()),
                        BASE64.encodeToString(sealing));
    }

    /** An access token for an account's session, valid for ten minutes, with the claims that Toward gives it. */
    String accessToken(long account, Instant now) {
        long at = now.getEpochSecond();
        String claims = """
                {"iss":"https://toward.app","aud":"toward-api","sub":"%s","sid":"%s","iat":%d,"exp":%d,"jti":"%s"}\
                """.formatted(
                Ids.ACCOUNT.text(account), Ids.SESSION.text(account), at, at + TOKEN_SECONDS, UUID.randomUUID());
        String signed = base64("{\"typ\":\"at+jwt\",\"kid\":\"benchmark\",\"alg\":\"ES256\"}") + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(signing.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A cursor of an account's feed that Toward takes for its own. */
    String feedCursor(UUID account, long position, long known) {
        byte[] plain =
                ByteBuffer.allocate(BLOCK).putLong(position).putLong(known).array();
        byte[] seal = Arrays.copyOf(mac(sealing, "feed cursor", concatenated(plain, bytes(account))), BLOCK);
        byte[] mask = mac(sealing, "feed cursor mask", seal);
        for (int i = 0; i < BLOCK; i++) {
            plain[i] ^= mask[i];
        }
        return BASE64.encodeToString(concatenated(seal, plain));
    }

    /** The first refresh token of a session, from a secret of 32 bytes. */
    String refreshToken(UUID session, byte[] secret) {
        byte[] sealed = concatenated(secret, bytes(session));
        byte[] seal = Arrays.copyOf(mac(sealing, "refresh token", sealed), SEAL);
        return BASE64.encodeToString(concatenated(sealed, seal));
    }

    /** HMAC-SHA-256 with the server's key for one purpose, as Toward does it. */
    public static byte[] mac(byte[] key, String purpose, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(BLOCK)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static byte[] concatenated(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(BigInteger coordinate) {
        byte[] signed = coordinate.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(fixed);
    }
}
