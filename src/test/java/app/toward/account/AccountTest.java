package app.toward.account;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import app.toward.AtOnce;
import app.toward.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AccountTest {
    @Inject
    DataSource database;

    @Test
    void a_person_sees_their_profile_with_what_they_did_not_say_filled_in() {
        var ana = Person.register("Ana", "America/Los_Angeles");
        ana.get("/v1/me")
                .statusCode(200)
                .body("email", equalTo(ana.email))
                .body("displayName", equalTo("Ana"))
                .body("timeZone", equalTo("America/Los_Angeles"))
                .body("dayStart", equalTo("04:00"))
                .body("locale", equalTo("en"));
    }

    @Test
    void registering_an_address_again_answers_the_same_and_changes_nothing() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Map<String, Object> again = registration(ana.email.toUpperCase(java.util.Locale.ROOT));
        again.put("displayName", "Somebody else");
        String known = register(again).statusCode(202).extract().asString();
        String unknown = register(registration("x" + ana.email))
                .statusCode(202)
                .extract()
                .asString();
        assertThat(known.replace(String.valueOf(again.get("email")), ""))
                .isEqualTo(unknown.replace("x" + ana.email, ""));
        ana.get("/v1/me").body("displayName", equalTo("Ana"));
        ana.signIn();
    }

    @Test
    void one_address_registered_by_many_at_once_is_one_account() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        List<Callable<Integer>> registrations = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(
                        i -> () -> register(registration(email)).extract().statusCode())
                .toList();
        for (var registration : AtOnce.all(8, registrations)) {
            assertThat(registration).isEqualTo(202);
        }
        assertThat(rows("select count(*) from credential where email_key = '" + email + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_password_is_kept_as_an_argon2id_hash() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        assertThat(rows("select count(*) from credential where email = '" + ana.email
                        + "' and password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "email, not an address",
        "email, ''",
        "password, too short",
        "displayName, '   '",
        "timeZone, Mars/Olympus",
        "timeZone, +02:00",
        "timeZone, ''",
        "dayStart, 06:01",
        "dayStart, 25:00",
        "dayStart, noon",
        "locale, 'not a tag'"
    })
    void what_cannot_be_registered_is_named(String field, String value) {
        Map<String, Object> person = registration(UUID.randomUUID() + "@example.org");
        person.put(field, value);
        String refusal = register(person)
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors.pointer", hasItem("/" + field))
                .extract()
                .asString();
        if (!field.equals("email")) {
            // Of an address that is taken it tells no more.
            person.put("email", Person.register("Ana", "Europe/Berlin").email);
            assertThat(register(person).statusCode(400).extract().asString()).isEqualTo(refusal);
        }
    }

    private static Map<String, Object> registration(String email) {
        return new HashMap<>(Map.of(
                "email", email,
                "password", "quiet river under stone",
                "displayName", "Ana",
                "timeZone", "Europe/Berlin"));
    }

    private static ValidatableResponse register(Map<String, Object> person) {
        return given().contentType(ContentType.JSON)
                .body(person)
                .post("/v1/accounts")
                .then();
    }

    private long rows(String count) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(count)) {
            result.next();
            return result.getLong(1);
        }
    }
}
