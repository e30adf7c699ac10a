package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeKeysIT {
    @Test
    void the_keys_that_it_prints_are_those_that_it_can_be_started_with(@TempDir Path directory) throws Exception {
        var printed = PackagedToward.run(directory, Map.of(), "keys");
        assertThat(printed.exitCode()).isZero();
        String json = String.join("\n", printed.output());
        String keyId = new JsonWebKeySet(json).getJsonWebKeys().get(0).getKeyId();

        try (var database = new ExternalPostgres(directory)) {
            var environment = new HashMap<>(database.environment());
            environment.put(
                    "TOWARD_KEYS_FILE",
                    Files.writeString(directory.resolve("keys.json"), json).toString());
            try (var toward = PackagedToward.start(directory, environment)) {
                toward.request().get("/.well-known/jwks.json").then().body("keys.kid", equalTo(List.of(keyId)));
                // Outside the dev mode there are no sample people.
                toward.request()
                        .contentType("application/json")
                        .body("{\"email\": \"ana.sample@example.org\", \"password\": \"quiet river under stone\"}")
                        .post("/v1/sessions")
                        .then()
                        .statusCode(401);
            }
        }
    }
}
