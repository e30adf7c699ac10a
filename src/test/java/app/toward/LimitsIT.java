package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import app.toward.shared.Keys;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits as they are delivered, which other tests have lifted: on two replicas together, and of one statement. */
class LimitsIT {
    private static final int WRONG_PASSWORDS = 5;

    @TempDir
    static Path directory;

    private static ExternalPostgres database;
    private static PackagedToward one;
    private static PackagedToward other;

    @BeforeAll
    static void begin() throws Exception {
        database = new ExternalPostgres(directory);
        var environment = new HashMap<>(database.environment());
        environment.put(
                "TOWARD_KEYS_FILE",
                Files.writeString(directory.resolve("keys.json"), Keys.generate())
                        .toString());
        one = PackagedToward.start(directory, environment);
        other = PackagedToward.start(directory, environment);
    }

    @AfterAll
    static void end() throws Exception {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void wrong_passwords_are_counted_on_all_replicas_together() {
        var person = Person.stranger();
        for (int attempt = 0; attempt < WRONG_PASSWORDS; attempt++) {
            assertThat(signIn(attempt % 2 == 0 ? one : other, person, "not the password"))
                    .isEqualTo(401);
        }
        for (PackagedToward replica : List.of(one, other)) {
            assertThat(signIn(replica, person, "not the password")).isEqualTo(429);
            assertThat(signIn(replica, person, Person.PASSWORD)).isEqualTo(429);
        }
    }

    private static int signIn(PackagedToward replica, Person person, String password) {
        return replica.request()
                .contentType(ContentType.JSON)
                .body(Map.of("email", person.email, "password", password))
                .post("/v1/sessions")
                .statusCode();
    }

    @Test
    void a_statement_that_takes_too_long_is_given_up_and_the_caller_comes_again() throws Exception {
        var couple = Couple.together();
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table bid in access exclusive mode");
            couple.ana()
                    .get(couple.path("/bids"))
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("busy"));
            connection.rollback();
        }
        couple.ana().get(couple.path("/bids")).statusCode(200);
    }

    private static Connection connect() throws SQLException {
        Map<String, String> access = database.environment();
        return DriverManager.getConnection(
                Objects.requireNonNull(access.get("QUARKUS_DATASOURCE_JDBC_URL")),
                access.get("QUARKUS_DATASOURCE_USERNAME"),
                access.get("QUARKUS_DATASOURCE_PASSWORD"));
    }
}
