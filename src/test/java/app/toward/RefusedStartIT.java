package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.PackagedToward.Outcome;
import app.toward.database.OwnPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads when Toward cannot be started as it is configured: what is wrong, in one line. */
class RefusedStartIT {
    @TempDir
    static Path data;

    @Test
    void a_second_toward_on_the_same_data_directory_is_refused() throws Exception {
        try (var first = PackagedToward.start(data)) {
            var second = PackagedToward.run(data, Map.of());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .containsExactly(
                            "Another Toward is already running on the data directory " + data.toRealPath() + ".");
            first.request().get("/health/ready").then().statusCode(200);
        }
    }

    @Test
    void a_database_of_ones_own_needs_keys_of_ones_own() throws Exception {
        refusedWithKeys(null, "With a database of your own Toward needs its keys");
    }

    @Test
    void a_database_that_is_away_is_said_in_one_line() throws Exception {
        var away = new HashMap<String, String>();
        try (var database = new ExternalPostgres(data)) {
            away.putAll(database.environment());
        }
        Outcome outcome = PackagedToward.run(data, away);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).singleElement().asString().startsWith("The database cannot be reached at jdbc:");
    }

    @Test
    void so_is_one_where_only_the_migrations_go() throws Exception {
        try (var database = new ExternalPostgres(data)) {
            var environment = new HashMap<>(database.environment());
            environment.put("QUARKUS_FLYWAY_JDBC_URL", "jdbc:postgresql://localhost:1/elsewhere");
            Outcome outcome = PackagedToward.run(data, environment);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .singleElement()
                    .asString()
                    .startsWith("The database cannot be reached at jdbc:postgresql://localhost:1/elsewhere:");
        }
    }

    @Test
    void a_database_that_refuses_the_password_is_said_in_one_line_that_does_not_tell_it() throws Exception {
        try (var own = OwnPostgres.start(data.resolve("of-another"))) {
            Outcome outcome = PackagedToward.run(
                    data,
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            own.url() + "?ApplicationName=secret",
                            "QUARKUS_DATASOURCE_USERNAME",
                            own.user(),
                            "QUARKUS_DATASOURCE_PASSWORD",
                            "guessed"));
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .singleElement()
                    .asString()
                    .startsWith("The database cannot be reached at jdbc:")
                    .contains("password authentication failed")
                    .doesNotContain("secret", "guessed");
        }
    }

    @Test
    void a_machine_without_the_library_that_hashes_passwords_is_told_so() throws Exception {
        var withoutLibrary = Map.of("JAVA_TOOL_OPTIONS", "-Djna.nounpack=true");
        Outcome outcome = PackagedToward.run(data.resolve("without-library"), withoutLibrary);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).anyMatch(line -> line.contains("Passwords cannot be hashed here"));
    }

    @ParameterizedTest
    @CsvSource({"not JSON, is not a JWK set", "{\"keys\":[]}, There is no octet key"})
    void a_key_file_without_keys_is_refused(String content, String reason) throws Exception {
        refusedWithKeys(Files.writeString(data.resolve("bad.json"), content), reason);
    }

    @Test
    void a_key_file_that_is_not_there_is_refused() throws Exception {
        refusedWithKeys(data.resolve("nowhere.json"), "toward.keys-file cannot be read");
    }

    private static void refusedWithKeys(@Nullable Path keys, String reason) throws Exception {
        try (var database = new ExternalPostgres(data)) {
            var environment = new HashMap<>(database.environment());
            if (keys != null) {
                environment.put("TOWARD_KEYS_FILE", keys.toString());
            }
            Outcome outcome = PackagedToward.run(data, environment);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .filteredOn(line -> !line.contains("\"level\":\"INFO\""))
                    .singleElement()
                    .asString()
                    .contains(reason);
        }
    }
}
