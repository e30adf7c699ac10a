package app.toward.account;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Inbox;
import app.toward.TestClock;
import app.toward.WithMailServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where letters can be sent, nobody has an account before the address is shown to be theirs. */
@QuarkusTest
@TestProfile(WithMailServer.class)
@ExtendWith(TestClock.class)
class VerifiedOnlyTest {
    private static final String HERS = "quiet river under stone";
    private static final String HIS = "seven slow green trains";

    @Inject
    DataSource database;

    private final String ana = "p." + UUID.randomUUID() + "@example.org";

    @Test
    void who_registers_signs_in_once_they_have_confirmed_it() {
        register(ana, HERS, "Ana").statusCode(202).body("size()", equalTo(1)).body("email", equalTo(ana));
        signIn(ana, HERS).statusCode(401);
        confirm(new Inbox(ana).token(1), HERS).statusCode(204);
        String token = signIn(ana.toUpperCase(java.util.Locale.ROOT), HERS)
                .statusCode(201)
                .extract()
                .path("accessToken");
        given().auth()
                .oauth2(token)
                .get("/v1/me")
                .then()
                .body("emailVerified", equalTo(true))
                .body("displayName", equalTo("Ana"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("dayStart", equalTo("04:00"))
                .body("locale", equalTo("en"))
                .body("email", equalTo(ana));
    }

    @Test
    void a_password_that_another_registered_the_address_with_never_counts() {
        register(ana, HIS, "Somebody else").statusCode(202);
        String mailedForHim = new Inbox(ana).token(1);
        confirm(mailedForHim, HERS).statusCode(403).body("code", equalTo("wrong_password"));
        register(ana, HERS, "Ana").statusCode(202);
        new Inbox(ana).token(2);
        register(ana, HIS, "Somebody else").statusCode(202);
        // She cannot tell the letters apart, and need not.
        confirm(mailedForHim, HERS).statusCode(204);
        signIn(ana, HIS).statusCode(401);
        String token = signIn(ana, HERS).statusCode(201).extract().path("accessToken");
        given().auth().oauth2(token).get("/v1/me").then().body("displayName", equalTo("Ana"));
        confirm(new Inbox(ana).token(2), HIS).statusCode(422).body("code", equalTo("token_not_valid"));
        signIn(ana, HIS).statusCode(401);
    }

    @Test
    void a_token_counts_once_and_for_three_days() {
        register(ana, HERS, "Ana").statusCode(202);
        String token = new Inbox(ana).token(1);
        confirm("made up", HERS).statusCode(422).body("code", equalTo("token_not_valid"));
        confirm(token, HERS).statusCode(204);
        confirm(token, HERS).statusCode(422).body("code", equalTo("token_not_valid"));
        String late = "p." + UUID.randomUUID() + "@example.org";
        register(late, HERS, "Ana").statusCode(202);
        String outdated = new Inbox(late).token(1);
        TestClock.pass(Duration.ofDays(3).plusSeconds(1));
        confirm(outdated, HERS).statusCode(422).body("code", equalTo("token_not_valid"));
    }

    @Test
    void the_owner_alone_is_told_that_the_address_has_an_account() {
        register(ana, HERS, "Ana").statusCode(202);
        confirm(new Inbox(ana).token(1), HERS).statusCode(204);
        register(ana, HIS, "Somebody else").statusCode(202);
        assertThat(new Inbox(ana).mail(2).getText()).contains("belongs to your account already");
        signIn(ana, HIS).statusCode(401);
        signIn(ana, HERS).statusCode(201);
    }

    @Test
    void neither_registering_nor_signing_in_afterwards_tells_whether_an_address_is_known() {
        register(ana, HERS, "Ana").statusCode(202);
        confirm(new Inbox(ana).token(1), HERS).statusCode(204);
        EnumerationTest.compare("Register, to be confirmed", () -> ask(ana), () -> ask(nobody()));
        EnumerationTest.compare("Sign in after it", () -> tryOut(ana), () -> tryOut(nobody()));
    }

    @Test
    void an_account_of_before_signs_in_once_its_address_is_verified() throws SQLException {
        register(ana, HERS, "Ana").statusCode(202);
        confirm(new Inbox(ana).token(1), HERS).statusCode(204);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update credential set verified_at = null where email = '" + ana + "'");
        }
        String refused = signIn(ana, HERS).statusCode(401).extract().asString();
        assertThat(signIn(ana, HIS).statusCode(401).extract().asString()).isEqualTo(refused);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", ana))
                .post("/v1/password-resets")
                .then()
                .statusCode(202);
        given().contentType(ContentType.JSON)
                .body(Map.of("token", new Inbox(ana).token(2), "newPassword", HERS))
                .post("/v1/password-resets/redemptions")
                .then()
                .statusCode(204);
        signIn(ana, HERS).statusCode(201);
    }

    private static String nobody() {
        return "p." + UUID.randomUUID() + "@example.org";
    }

    private static Response ask(String email) {
        return register(email, HIS, "Somebody else").extract().response();
    }

    /** Registers, and then signs in by that. */
    private static Response tryOut(String email) {
        ask(email);
        return signIn(email, HIS).extract().response();
    }

    private static ValidatableResponse register(String email, String password, String name) {
        return post(
                "/v1/accounts",
                Map.of("email", email, "password", password, "displayName", name, "timeZone", "Europe/Berlin"));
    }

    private static ValidatableResponse confirm(String token, String password) {
        return post("/v1/accounts/confirmations", Map.of("token", token, "password", password));
    }

    private static ValidatableResponse signIn(String email, String password) {
        return post("/v1/sessions", Map.of("email", email, "password", password));
    }

    private static ValidatableResponse post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }
}
