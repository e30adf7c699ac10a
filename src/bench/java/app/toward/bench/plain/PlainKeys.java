package app.toward.bench.plain;

import app.toward.bench.ServerKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Verifies tokens, and seals and opens cursors. */
final class PlainKeys {
    private static final int MOST_KNOWN = 50_000;
    private static final int BLOCK = 16;
    private static final int SEAL = 12;
    private static final String FEED_CURSOR = "feed cursor";
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final ObjectMapper json = new ObjectMapper();
    private final PublicKey verifying;
    private final byte[] sealing;
    private final Map<String, Caller> known = new ConcurrentHashMap<>();

    PlainKeys(String set) throws IOException, GeneralSecurityException {
        JsonNode keys = json.readTree(set).get("keys");
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(
                coordinate(keys.get(0).get("x")), coordinate(keys.get(0).get("y")));
        verifying = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
        sealing = DECODER.decode(keys.get(1).get("k").asText());
    }

    private static BigInteger coordinate(JsonNode text) {
        return new BigInteger(1, DECODER.decode(text.asText()));
    }

    /** Whom a token names. */
    record Caller(UUID account, UUID session, Instant expires) {}

    /** Null for a token that does not count. */
    Caller caller(String header) {
        if (header == null || !header.startsWith("Bearer ")) {
            return null;
        }
        String token = header.substring("Bearer ".length());
        Caller caller = known.computeIfAbsent(token, this::verified);
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return caller == null || caller.expires.isBefore(Instant.now()) ? null : caller;
    }

    private Caller verified(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            JsonNode head = json.readTree(DECODER.decode(parts[0]));
            JsonNode claims = json.readTree(DECODER.decode(parts[1]));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(verifying);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            boolean counts = signature.verify(DECODER.decode(parts[2]))
                    && head.get("alg").asText().equals("ES256")
                    && head.get("typ").asText().equals("at+jwt")
                    && claims.get("iss").asText().equals("https://toward.app")
                    && claims.get("aud").asText().equals("toward-api");
            return counts
                    ? new Caller(
                            UUID.fromString(claims.get("sub").asText()),
                            UUID.fromString(claims.get("sid").asText()),
                            Instant.ofEpochSecond(claims.get("exp").asLong()))
                    : null;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    byte[] mac(String purpose, byte[] message) {
        return ServerKeys.mac(sealing, purpose, message);
    }

    /** The cursor of a list, as Toward seals it. */
    String listCursor(String list, long millis, UUID id) {
        byte[] position = ByteBuffer.allocate(24)
                .putLong(millis)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] seal = mac("cursor", ServerKeys.concatenated(position, list.getBytes(StandardCharsets.UTF_8)));
        return ENCODER.encodeToString(ServerKeys.concatenated(position, Arrays.copyOf(seal, SEAL)));
    }

    /** Position and what is known, of a feed's cursor; null for one that is not of this feed. */
    long[] feedPosition(String cursor, UUID account) {
        byte[] sealed = DECODER.decode(cursor);
        byte[] seal = Arrays.copyOf(sealed, BLOCK);
        byte[] plain = masked(Arrays.copyOfRange(sealed, BLOCK, 2 * BLOCK), seal);
        if (!MessageDigest.isEqual(seal, feedSeal(plain, account))) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(plain);
        return new long[] {fields.getLong(), fields.getLong()};
    }

    String feedCursor(UUID account, long position, long known) {
        byte[] plain =
                ByteBuffer.allocate(BLOCK).putLong(position).putLong(known).array();
        byte[] seal = feedSeal(plain, account);
        return ENCODER.encodeToString(ServerKeys.concatenated(seal, masked(plain, seal)));
    }

    private byte[] feedSeal(byte[] plain, UUID account) {
        return Arrays.copyOf(mac(FEED_CURSOR, ServerKeys.concatenated(plain, ServerKeys.bytes(account))), BLOCK);
    }

    private byte[] masked(byte[] block, byte[] seal) {
        byte[] mask = mac(FEED_CURSOR + " mask", seal);
        byte[] masked = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            masked[i] = (byte) (block[i] ^ mask[i]);
        }
        return masked;
    }
}
