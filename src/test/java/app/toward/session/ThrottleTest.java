package app.toward.session;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import app.toward.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits as they are in production; the tests' own machine is the proxy, so that each test comes from elsewhere. */
@QuarkusTest
@TestProfile(ThrottleTest.AsInProduction.class)
@ExtendWith(TestClock.class)
class ThrottleTest {
    public static class AsInProduction implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("toward.trusted-proxies", "127.0.0.0/8,10.1.2.3"),
                    Map.entry("toward.throttle.sign-in-pair.quota", "5"),
                    Map.entry("toward.throttle.sign-in-account.quota", "50"),
                    Map.entry("toward.throttle.sign-in-address.quota", "100"),
                    Map.entry("toward.throttle.confirmation.quota", "5"),
                    Map.entry("toward.throttle.registration-address.when-store-fails", "allow"),
                    Map.entry("toward.throttle.mail-recipient.quota", "5"),
                    Map.entry("toward.throttle.mail-recipient.when-store-fails", "allow"),
                    Map.entry("toward.throttle.email-change.quota", "10"),
                    Map.entry("toward.throttle.password-reset-address.quota", "100"),
                    Map.entry("toward.throttle.code-account.quota", "10"),
                    Map.entry("toward.throttle.code-address.quota", "50"),
                    Map.entry("toward.throttle.request-account.quota", "300"));
        }
    }

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    DataSource database;

    private final String here = address();

    @Test
    void five_wrong_passwords_then_fifteen_minutes_of_rest() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 5; i++) {
            signIn(ana.email, "not her password", here).statusCode(401);
        }
        signIn(ana.email, Person.PASSWORD, here)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("too_many_requests"))
                .header("Retry-After", "900")
                .header("RateLimit-Policy", "\"sign-in-pair\";q=5;w=900")
                .header("RateLimit", matchesPattern("\"sign-in-pair\";r=0;t=\\d+"));
        TestClock.pass(Duration.ofMinutes(14));
        // Not how long it still lasts: from the same network that would tell when another one mistyped.
        signIn(ana.email, Person.PASSWORD, here)
                .statusCode(429)
                .header("Retry-After", "900")
                .header("RateLimit", "\"sign-in-pair\";r=0;t=900");
        TestClock.pass(Duration.ofMinutes(1));
        signIn(ana.email, Person.PASSWORD, here).statusCode(201);
    }

    @Test
    void who_resets_their_password_by_mail_is_not_kept_out_by_what_others_tried() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        for (int i = 0; i < 50; i++) {
            signIn(ana.email, "not her password", address()).statusCode(401);
        }
        signIn(ana.email, Person.PASSWORD, here).statusCode(429);
        post("/v1/password-resets", Map.of("email", ana.email)).statusCode(202);
        String token = Inbox.of(ana).token(2);
        post("/v1/password-resets/redemptions", Map.of("token", token, "newPassword", Person.PASSWORD))
                .statusCode(204);
        signIn(ana.email, Person.PASSWORD, here).statusCode(201);
    }

    private static ValidatableResponse post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    @Test
    void an_unknown_address_meets_the_same_limit() {
        String nobody = UUID.randomUUID() + "@example.org";
        for (int i = 0; i < 5; i++) {
            signIn(nobody, "not her password", here).statusCode(401);
        }
        signIn(nobody.toUpperCase(java.util.Locale.ROOT), "not her password", here)
                .statusCode(429)
                .header("RateLimit-Policy", "\"sign-in-pair\";q=5;w=900");
    }

    @Test
    void who_knows_the_password_is_not_counted() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 12; i++) {
            signIn(ana.email, Person.PASSWORD, here).statusCode(201);
        }
    }

    @Test
    void parallel_attempts_get_no_more_tries() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        List<Callable<Integer>> attempts = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () ->
                        signIn(ana.email, "not her password", here).extract().statusCode())
                .toList();
        int tried = 0;
        for (var attempt : AtOnce.all(8, attempts)) {
            tried += attempt == 401 ? 1 : 0;
        }
        assertThat(tried).isEqualTo(5);
    }

    @Test
    void an_account_has_fifty_wrong_passwords_a_day_from_wherever_they_come() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 50; i++) {
            signIn(ana.email, "not her password", address()).statusCode(401);
        }
        signIn(ana.email, "not her password", address())
                .statusCode(429)
                .header("RateLimit-Policy", "\"sign-in-account\";q=50;w=86400");
        TestClock.pass(Duration.ofDays(1));
        signIn(ana.email, Person.PASSWORD, address()).statusCode(201);
    }

    @Test
    void an_address_has_a_hundred_wrong_passwords_a_day_for_whomever_they_are() {
        for (int i = 0; i < 100; i++) {
            signIn(UUID.randomUUID() + "@example.org", "not her password", here).statusCode(401);
        }
        signIn(UUID.randomUUID() + "@example.org", "not her password", here)
                .statusCode(429)
                .header("RateLimit-Policy", "\"sign-in-address\";q=100;w=86400");
        signIn(UUID.randomUUID() + "@example.org", "not her password", address())
                .statusCode(401);
    }

    @Test
    void failing_sign_ins_touch_no_living_session() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = ana.signIn();
        for (int i = 0; i < 51; i++) {
            signIn(ana.email, "not her password", address());
        }
        signIn(ana.email, Person.PASSWORD, address()).statusCode(429);
        TestClock.pass(Duration.ofHours(1));
        var next = given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", phone.get("refreshToken")))
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        given().auth()
                .oauth2(next.getString("accessToken"))
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void what_a_client_itself_says_of_its_address_counts_nothing() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 5; i++) {
            signIn(ana.email, "not her password", address() + ", " + here + ", 10.1.2.3")
                    .statusCode(401);
        }
        signIn(ana.email, "not her password", address() + ", " + here).statusCode(429);
    }

    @Test
    void of_an_ipv6_address_the_network_counts() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 5; i++) {
            signIn(ana.email, "not her password", "2001:db8:0:1::" + (i + 1)).statusCode(401);
        }
        signIn(ana.email, "not her password", "2001:db8:0:1:ffff::1").statusCode(429);
        signIn(ana.email, "not her password", "2001:db8:0:2::1").statusCode(401);
    }

    @Test
    void wrong_passwords_on_a_device_rest_too_and_by_themselves() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 5; i++) {
            confirm(ana, "not her password").statusCode(403);
        }
        confirm(ana, Person.PASSWORD).statusCode(429).header("RateLimit-Policy", "\"confirmation\";q=5;w=900");
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", "seven slow green trains"))
                .statusCode(429);
        ana.get("/v1/me").statusCode(200);
        signIn(ana.email, Person.PASSWORD, here).statusCode(201);
    }

    @Test
    void an_account_has_ten_wrong_codes_an_hour_and_one_that_is_right_does_not_count() {
        var couple = Couple.together();
        var ben = couple.ben();
        for (int i = 0; i < 10; i++) {
            redeem(ben, "0000000" + i, here).statusCode(422);
        }
        String code = Person.stranger()
                .post("/v1/invitations", Map.of("kind", "other"))
                .extract()
                .path("code");
        redeem(ben, code, here).statusCode(429).header("RateLimit-Policy", "\"code-account\";q=10;w=3600");
        redeem(couple.ana(), code, here).statusCode(200);
        redeem(couple.ana(), code, here).statusCode(200);
        TestClock.pass(Duration.ofHours(1));
        redeem(ben, code, here).statusCode(422);
    }

    @Test
    void an_address_has_fifty_wrong_codes_a_day() {
        for (int person = 0; person < 5; person++) {
            var stranger = Person.stranger();
            for (int i = 0; i < 10; i++) {
                redeem(stranger, "0000000" + i, here).statusCode(422);
            }
        }
        redeem(Person.stranger(), "00000000", here)
                .statusCode(429)
                .header("RateLimit-Policy", "\"code-address\";q=50;w=86400");
    }

    @Test
    void an_address_gets_five_letters_of_a_kind_an_hour_and_who_causes_more_is_not_told() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 7; i++) {
            askForReset(i % 2 == 0 ? ana.email : ana.email.toUpperCase(java.util.Locale.ROOT), here)
                    .statusCode(202);
        }
        // What others cause in another way uses nothing of it up.
        for (int i = 0; i < 7; i++) {
            register(ana.email).statusCode(202);
        }
        // Letters go out one after the other, so with this one all that came before it are decided.
        ana.request().delete("/v1/me").then().statusCode(202);
        Eventually.holds("the last one came", () -> mails(ana, "erased") == 1);
        assertThat(mails(ana, "A new password was asked for")).isEqualTo(5);
        assertThat(mails(ana, "gave this address as theirs")).isEqualTo(5);
        TestClock.pass(Duration.ofHours(1));
        askForReset(ana.email, here).statusCode(202);
        Eventually.holds("an hour later there is another", () -> mails(ana, "A new password was asked for") == 6);
    }

    private static long mails(Person person, String words) {
        return Inbox.of(person).mails().stream()
                .filter(mail -> mail.getText().contains(words))
                .count();
    }

    @Test
    void an_account_asks_for_ten_other_addresses_a_day() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 10; i++) {
            changeEmail(ana).statusCode(202);
        }
        changeEmail(ana).statusCode(429).header("RateLimit-Policy", "\"email-change\";q=10;w=86400");
    }

    @Test
    void an_address_asks_for_a_hundred_passwords_a_day_for_whomever_they_are() {
        for (int i = 0; i < 100; i++) {
            askForReset(UUID.randomUUID() + "@example.org", here).statusCode(202);
        }
        askForReset(UUID.randomUUID() + "@example.org", here)
                .statusCode(429)
                .header("RateLimit-Policy", "\"password-reset-address\";q=100;w=86400");
        askForReset(UUID.randomUUID() + "@example.org", address()).statusCode(202);
    }

    @Test
    void a_caller_has_three_hundred_requests_a_minute_and_sees_what_is_left() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.signIn();
        TestClock.freeze();
        ana.get("/v1/me")
                .statusCode(200)
                .header("RateLimit-Policy", "\"default\";q=300;w=60")
                .header("RateLimit", "\"default\";r=299;t=60");
        for (int i = 1; i < 300; i++) {
            ana.get("/v1/partnerships").statusCode(200);
        }
        ana.get("/v1/me").statusCode(429).header("Retry-After", "60").header("RateLimit", "\"default\";r=0;t=60");
        Person.stranger().get("/v1/me").statusCode(200);
        TestClock.pass(Duration.ofMinutes(1));
        ana.get("/v1/me").statusCode(200);
    }

    @Test
    void while_attempts_cannot_be_counted_each_limit_does_what_its_configuration_says() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        execute("alter table throttle rename to throttle_away");
        try {
            signIn(ana.email, Person.PASSWORD, here)
                    .statusCode(503)
                    .header("Retry-After", Integer::valueOf, greaterThan(0));
            // This one says allow here.
            Person.register("Ben", "Europe/Berlin");
        } finally {
            execute("alter table throttle_away rename to throttle");
        }
        signIn(ana.email, Person.PASSWORD, here).statusCode(201);
    }

    @Test
    void what_is_counted_tells_nobodys_address() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        signIn(ana.email, "not her password", here).statusCode(401);
        List<String> states = new ArrayList<>();
        // A count that somebody else is about to begin is a row without a state, for a moment.
        String query = "select encode(state, 'escape') from throttle where state is not null";
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                states.add(result.getString(1));
            }
        }
        assertThat(states).isNotEmpty().noneMatch(state -> state.contains(ana.email) || state.contains(here));
    }

    private static String address() {
        int n = ADDRESSES.incrementAndGet();
        return "198.18." + n / 250 + "." + (n % 250 + 1);
    }

    private static ValidatableResponse signIn(String email, String password, String forwardedFor) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .body(Map.of("email", email, "password", password))
                .post("/v1/sessions")
                .then();
    }

    private static ValidatableResponse askForReset(String email, String forwardedFor) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .body(Map.of("email", email))
                .post("/v1/password-resets")
                .then();
    }

    private static ValidatableResponse register(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", email, "password", Person.PASSWORD, "displayName", "Ana", "timeZone", "Europe/Berlin"))
                .post("/v1/accounts")
                .then();
    }

    private static ValidatableResponse changeEmail(Person person) {
        return person.put("/v1/me/email", Map.of("email", UUID.randomUUID() + "@example.org"));
    }

    private static ValidatableResponse confirm(Person person, String password) {
        return person.post("/v1/sessions/current/confirmation", Map.of("password", password));
    }

    private static ValidatableResponse redeem(Person person, String code, String forwardedFor) {
        return person.request()
                .contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .body(Map.of("code", code))
                .post("/v1/invitations/redemptions")
                .then();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.asOwner();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
