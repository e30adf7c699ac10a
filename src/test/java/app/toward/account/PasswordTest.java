package app.toward.account;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import app.toward.Person;
import app.toward.TestClock;
import de.mkammerer.argon2.Argon2Factory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a password must be, and how it is changed. */
@QuarkusTest
@ExtendWith(TestClock.class)
class PasswordTest {
    private static final String NEXT = "seven slow green trains";

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({
        "1234567890, too_guessable",
        "qwertyuiop, too_guessable",
        "password123, too_guessable",
        "aaaaaaaaaaaaaaaa, too_guessable",
        "iloveyou2020, too_guessable",
        "MargareteBauer1, too_personal",
        "m.a.r.g.a.r.e.t.e, too_personal",
        "'Blümlein77!', too_personal",
        "blumlein@example.org, too_personal",
        "'with a\ttab in it', not_printable"
    })
    void an_easy_password_is_refused_and_the_reason_is_named(String password, String code) {
        register("blumlein@example.org", "Margarete Bauer", password.strip())
                .statusCode(400)
                .body("errors.pointer", hasItem("/password"))
                .body("errors.code", hasItem(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiet river under stone",
                "tr0ub4dor&3xkq",
                "ölkännchen rostet",
                "пароль для двоих людей",
                "静かな川が石の下を流れる",
                "🦊 🌧 🚲 🍋 🧦 🪴 🎻 🛶",
                "zhvn qkdl wpxm"
            })
    void anything_printable_that_is_hard_to_guess_will_do(String password) {
        String email = UUID.randomUUID() + "@example.org";
        register(email, "Ana", password).statusCode(202);
        signIn(email, password).statusCode(201);
    }

    @Test
    void a_password_has_ten_to_128_code_points_and_all_of_them_count() {
        String email = UUID.randomUUID() + "@example.org";
        register(email, "Ana", "xq7!kd9z#").statusCode(400);
        String longest = "quiet river under stone ".repeat(6).substring(0, 127);
        register(email, "Ana", longest + "ab").statusCode(400);
        register(email, "Ana", longest + "a").statusCode(202);
        signIn(email, longest + "b").statusCode(401);
        signIn(email, longest + "a").statusCode(201);
    }

    @Test
    void a_password_is_the_same_in_whatever_form_a_keyboard_composes_it() {
        String email = UUID.randomUUID() + "@example.org";
        String password = "ölkännchen rostet";
        register(email, "Ana", Normalizer.normalize(password, Normalizer.Form.NFD))
                .statusCode(202);
        signIn(email, Normalizer.normalize(password, Normalizer.Form.NFC)).statusCode(201);
    }

    @Test
    void changing_the_password_needs_the_present_one_and_ends_every_other_session() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var other = ana.signIn();
        change(ana, "not her password", NEXT).statusCode(403).body("code", equalTo("wrong_password"));
        me(String.valueOf(other.get("accessToken"))).statusCode(200);
        signIn(ana.email, Person.PASSWORD).statusCode(201);

        change(ana, Person.PASSWORD, NEXT).statusCode(204);
        me(String.valueOf(other.get("accessToken"))).statusCode(401);
        ana.get("/v1/me").statusCode(200);
        signIn(ana.email, Person.PASSWORD).statusCode(401);
        signIn(ana.email, NEXT).statusCode(201);
    }

    @Test
    void an_easy_new_password_is_refused_and_nothing_changes() {
        var ana = Person.register("Ana", "Europe/Berlin");
        change(ana, Person.PASSWORD, "1234567890").statusCode(400).body("errors.pointer", hasItem("/newPassword"));
        signIn(ana.email, Person.PASSWORD).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"1, 8192", "3, 20480"})
    void a_hash_of_other_parameters_is_renewed_at_sign_in_and_only_then(int passes, int kibibytes) throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        String old = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id)
                .hash(passes, kibibytes, 1, Person.PASSWORD.toCharArray());
        setHashOf(ana, old);
        signIn(ana.email, "not her password").statusCode(401);
        assertThat(hashOf(ana)).isEqualTo(old);
        signIn(ana.email, Person.PASSWORD).statusCode(201);
        String renewed = hashOf(ana);
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        signIn(ana.email, Person.PASSWORD).statusCode(201);
        assertThat(hashOf(ana)).isEqualTo(renewed);
    }

    @Test
    void a_hash_that_another_library_made_is_good() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        // Made by password4j 1.8.4.
        setHashOf(
                ana,
                "$argon2id$v=19$m=19456,t=2,p=1$IR6lDCcET1b2eTJnns2Wfg$luOecUWW6BQR4TQVa75U5ODLakbbIpNfHPcx3d5IPOo");
        signIn(ana.email, "u").statusCode(401);
        signIn(ana.email, "ü").statusCode(201);
        signIn(ana.email, "u\u0308").statusCode(201);
    }

    @Test
    void a_hash_that_cannot_be_read_is_no_wrong_password() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        setHashOf(ana, "$argon2id$v=19$m=19456,t=2,p=1$IR6lDCcET1b2eTJnns2Wfg");
        signIn(ana.email, Person.PASSWORD).statusCode(500);
    }

    private void setHashOf(Person person, String hash) throws SQLException {
        execute("update credential set password_hash = '" + hash + "' where email = '" + person.email + "'");
    }

    private static ValidatableResponse register(String email, String displayName, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", email, "password", password, "displayName", displayName, "timeZone", "Europe/Berlin"))
                .post("/v1/accounts")
                .then();
    }

    private static ValidatableResponse signIn(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/v1/sessions")
                .then();
    }

    private static ValidatableResponse change(Person person, String current, String next) {
        return person.put("/v1/me/password", Map.of("currentPassword", current, "newPassword", next));
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/me").then();
    }

    private String hashOf(Person person) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select password_hash from credential where email = '" + person.email + "'")) {
            result.next();
            return result.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
