package app.toward.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.lang.JoseException;

/** What a server makes of a key file that an operator has written. */
public final class KeyFile {
    private KeyFile() {}

    /** A fresh EC key, as the command {@code keys} prints one. */
    public static JsonWebKey freshKey() throws JoseException {
        return new JsonWebKeySet(Keys.generate())
                .getJsonWebKeys().stream()
                        .filter(key -> !(key instanceof OctetSequenceJsonWebKey))
                        .findFirst()
                        .orElseThrow();
    }

    /** The keys of a server with these EC keys in its file, in this order. */
    public static Keys with(JsonWebKey... ellipticCurve) throws IOException, JoseException {
        var all = new ArrayList<JsonWebKey>(List.of(ellipticCurve));
        new JsonWebKeySet(Keys.generate())
                .getJsonWebKeys().stream()
                        .filter(OctetSequenceJsonWebKey.class::isInstance)
                        .forEach(all::add);
        Path file = Files.createTempFile("keys-", ".json");
        try {
            Files.writeString(file, new JsonWebKeySet(all).toJson(OutputControlLevel.INCLUDE_PRIVATE));
            return new Keys(Optional.of(file), false);
        } finally {
            Files.delete(file);
        }
    }
}
