package app.toward.shared;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The server's keys: one file, a JWK set (RFC 7517) with private parts. The first EC key signs, every EC key
 * verifies, the octet key seals cursors and codes. On Toward's own database the file is made at the first start
 * and lies with the data; on any other it must be given, the same one to every process.
 */
@Singleton
@Startup
public class Keys {
    private final JsonWebKeySet all;
    private final Key sealing;

    Keys(
            @ConfigProperty(name = "toward.keys-file") Optional<Path> file,
            @ConfigProperty(name = "toward.database.own", defaultValue = "false") boolean ownDatabase) {
        Path present = file.orElseThrow(() -> new ConfigurationException(
                "With a database of your own Toward needs its keys: set toward.keys-file (README, \"Keys\")."));
        if (ownDatabase) {
            createUnlessThere(present);
        }
        all = read(present);
        sealing = all.getJsonWebKeys().stream()
                .filter(OctetSequenceJsonWebKey.class::isInstance)
                .map(JsonWebKey::getKey)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no octet key in toward.keys-file " + present));
        signing();
    }

    /** The EC key (P-256) that signs now. */
    public EllipticCurveJsonWebKey signing() {
        return ellipticCurve().stream()
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no EC key in toward.keys-file"));
    }

    /** Every EC key that a token may be signed with. */
    public List<EllipticCurveJsonWebKey> ellipticCurve() {
        return all.getJsonWebKeys().stream()
                .filter(EllipticCurveJsonWebKey.class::isInstance)
                .map(EllipticCurveJsonWebKey.class::cast)
                .toList();
    }

    /**
     * HMAC-SHA-256 (RFC 2104) of a message, 32 bytes, for one purpose only.
     *
     * @param purpose separates what is sealed for one use from every other
     */
    public byte[] mac(String purpose, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sealing.getEncoded(), "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh key set as JSON, for {@code toward.keys-file}. */
    public static String generate() {
        try {
            EllipticCurveJsonWebKey signing = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            signing.setUse(Use.SIGNATURE);
            signing.setAlgorithm("ES256");
            signing.setKeyId(signing.calculateBase64urlEncodedThumbprint("SHA-256"));
            OctetSequenceJsonWebKey sealing = OctJwkGenerator.generateJwk(256);
            return new JsonWebKeySet(signing, sealing).toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void createUnlessThere(Path file) {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap(generate().getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException e) {
            // Made at an earlier start.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the key file " + file, e);
        }
    }

    private static JsonWebKeySet read(Path file) {
        try {
            return new JsonWebKeySet(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationException("toward.keys-file cannot be read: " + e);
        } catch (JoseException e) {
            // What the parser says may quote a key.
            throw new ConfigurationException("toward.keys-file is not a JWK set: " + file);
        }
    }
}
