package app.toward.shared;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
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
 * and lies with the data; on any other it must be given, the same one to every process. They are read before the
 * scheduler starts (PLATFORM_BEFORE): its first jobs would ask for them too, and say again, as a stack trace, what
 * the refused start says in one line.
 */
@Singleton
@Startup(Interceptor.Priority.PLATFORM_BEFORE - 1)
public class Keys {
    private final JsonWebKeySet all;
    /** With its key and no message, to be copied: one that is under way is for one thread. */
    private final Mac sealing;

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
                .map(key -> Sha256.keyed(key.getEncoded()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no octet key in toward.keys-file " + present));
        signing();
    }

    /** The EC key (P-256) that signs now. */
    public EllipticCurveJsonWebKey signing() {
        return ellipticCurve().stream()
                .findFirst()
                .filter(key -> key.getPrivateKey() != null && EllipticCurves.P_256.equals(key.getCurveName()))
                .orElseThrow(() -> new ConfigurationException(
                        "The first EC key of toward.keys-file must be of P-256, with its private part"));
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
            Mac mac = (Mac) sealing.clone();
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(message);
        } catch (CloneNotSupportedException e) {
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

    /** Whole or not at all: a start that is killed here leaves no half of a file for the next one. */
    private static void createUnlessThere(Path file) {
        if (Files.exists(file)) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.deleteIfExists(unfinished);
            try (var channel = FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE, SYNC), ownerOnly)) {
                channel.write(ByteBuffer.wrap(generate().getBytes(StandardCharsets.UTF_8)));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
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
