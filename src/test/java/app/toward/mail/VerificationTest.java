package app.toward.mail;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.mailer.Mail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person shows that their address reaches them; and only its owner is told that an address is known. */
@QuarkusTest
@ExtendWith(TestClock.class)
class VerificationTest {
    @Inject
    DataSource database;

    @Test
    void an_address_is_verified_by_the_token_that_was_mailed_there() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.get("/v1/me").body("emailVerified", equalTo(false));
        confirm(Inbox.of(ana).token(1)).statusCode(204);
        ana.get("/v1/me").body("emailVerified", equalTo(true));
    }

    @Test
    void her_devices_learn_of_it_by_the_feed() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.get("/v1/feed").body("items.kind", not(hasItem("me")));
        confirm(Inbox.of(ana).token(1)).statusCode(204);
        ana.get("/v1/feed").body("items.find { it.kind == 'me' }.data.emailVerified", equalTo(true));
    }

    @Test
    void a_token_counts_once_and_a_made_up_one_never() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = Inbox.of(ana).token(1);
        confirm(token).statusCode(204);
        String used = confirm(token)
                .statusCode(422)
                .body("code", equalTo("token_not_valid"))
                .extract()
                .asString();
        assertThat(confirm("x".repeat(43)).statusCode(422).extract().asString()).isEqualTo(used);
        assertThat(confirm("").statusCode(422).extract().asString()).isEqualTo(used);
    }

    @Test
    void a_token_ends_after_three_days() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var ben = Person.register("Ben", "Europe/Berlin");
        String hers = Inbox.of(ana).token(1);
        String his = Inbox.of(ben).token(1);
        TestClock.pass(Duration.ofDays(3).minusMinutes(1));
        confirm(hers).statusCode(204);
        TestClock.pass(Duration.ofMinutes(2));
        confirm(his).statusCode(422);
        ben.get("/v1/me").body("emailVerified", equalTo(false));
    }

    @Test
    void another_token_can_be_asked_for_until_the_address_is_verified() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        ana.post("/v1/me/email/verification", "").statusCode(202).body("email", equalTo(ana.email));
        confirm(Inbox.of(ana).token(2)).statusCode(204);
        // All of them are spent by it.
        confirm(Inbox.of(ana).token(1)).statusCode(422);

        ana.post("/v1/me/email/verification", "").statusCode(202);
        Inbox.of(Person.register("Ben", "Europe/Berlin")).mail(1);
        assertThat(Inbox.of(ana).mails()).hasSize(2);
    }

    @Test
    void a_token_for_one_thing_does_nothing_else() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = Inbox.of(ana).token(1);
        post("/v1/email-restorations", Map.of("token", token)).statusCode(422);
        post("/v1/password-resets/redemptions", Map.of("token", token, "newPassword", "seven slow green trains"))
                .statusCode(422);
        confirm(token).statusCode(204);
    }

    @Test
    void the_owner_of_an_address_is_told_that_somebody_registers_it_again() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        register(ana.email.toUpperCase(Locale.ROOT), "en").statusCode(202);
        assertThat(Inbox.of(ana).mail(2).getText())
                .contains("belongs to your account already")
                .doesNotContain("#token=");
    }

    @Test
    void a_mail_goes_to_the_address_as_its_owner_gave_it_and_to_no_lookalike() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        String lookalike = ana.email.replace("p.", "\uff50.");
        register(lookalike, "en").statusCode(202);
        Inbox.of(ana).mail(2);
        assertThat(new Inbox(lookalike).mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "de, Dein Konto, Hallo",
        "de-AT, Dein Konto, Hallo",
        "en, Your account, Hello",
        "fr, Your account, Hello"
    })
    void mail_speaks_the_language_of_the_account_or_else_english(String locale, String subject, String greeting) {
        String email = UUID.randomUUID() + "@example.org";
        register(email, locale).statusCode(202);
        Mail mail = new Inbox(email).mail(1);
        assertThat(mail.getSubject()).isEqualTo(subject);
        assertThat(mail.getText()).startsWith(greeting);
        assertThat(mail.getHtml()).isNull();
        assertThat(mail.getHeaders()).containsKey("Auto-Submitted");
    }

    @Test
    void a_mail_has_a_link_that_keeps_the_token_from_servers_and_the_token_by_itself() {
        var inbox = Inbox.of(Person.register("Ana", "Europe/Berlin"));
        assertThat(inbox.mail(1).getText())
                .contains("\nhttps://app.example.org/confirm-email#token=" + inbox.token(1) + "\n");
    }

    @Test
    void nothing_of_a_mail_is_kept_once_it_is_sent_and_a_token_only_as_a_hash() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = Inbox.of(ana).token(1);
        // One after the other: when hers has gone, so has what was written before.
        Inbox.of(Person.register("Ben", "Europe/Berlin")).mail(1);
        String account = ana.get("/v1/me").extract().path("id");
        assertThat(text("select count(*) from letter where account_id = '" + account + "'"))
                .isEqualTo("0");
        assertThat(text("select t::text from mail_token t where account_id = '" + account + "'"))
                .contains("VERIFICATION")
                .doesNotContain(token);
        assertThat(text("select encode(hash, 'hex') = encode(sha256('" + token
                        + "'), 'hex') from mail_token where account_id = '" + account + "'"))
                .isEqualTo("t");
    }

    static ValidatableResponse confirm(String token) {
        return post("/v1/email-confirmations", Map.of("token", token));
    }

    static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static ValidatableResponse register(String email, String locale) {
        return post(
                "/v1/accounts",
                Map.of(
                        "email",
                        email,
                        "password",
                        Person.PASSWORD,
                        "displayName",
                        "Somebody",
                        "timeZone",
                        "Europe/Berlin",
                        "locale",
                        locale));
    }

    private String text(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
