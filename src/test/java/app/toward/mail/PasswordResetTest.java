package app.toward.mail;

import static app.toward.mail.VerificationTest.confirm;
import static app.toward.mail.VerificationTest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import app.toward.AtOnce;
import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has forgotten their password chooses another by mail, and nobody learns who has an account. */
@QuarkusTest
@ExtendWith(TestClock.class)
class PasswordResetTest {
    private static final String NEXT = "seven slow green trains";

    @Test
    void whoever_gets_the_mail_chooses_another_password_and_all_devices_are_signed_out() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.get("/v1/me").statusCode(200);
        redeem(asked(ana), NEXT).statusCode(204);
        ana.get("/v1/me").statusCode(401);
        signIn(ana.email, Person.PASSWORD).statusCode(401);
        signIn(ana.email, NEXT).statusCode(201);
    }

    @Test
    void a_reset_shows_that_the_address_reaches_its_person() {
        var ana = Person.register("Ana", "Europe/Berlin");
        redeem(asked(ana), Person.PASSWORD).statusCode(204);
        Person again = ana.signedInAnew();
        again.get("/v1/me").body("emailVerified", equalTo(true));
    }

    @Test
    void asking_answers_the_same_for_an_address_that_nobody_has_and_mails_nothing() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        String nobody = "p." + UUID.randomUUID() + "@example.org";
        String unknown = ask(nobody).statusCode(202).extract().asString();
        String known = ask(ana.email).statusCode(202).extract().asString();
        assertThat(known.replace(ana.email, "")).isEqualTo(unknown.replace(nobody, ""));
        Inbox.of(ana).mail(2);
        assertThat(new Inbox(nobody).mails()).isEmpty();
    }

    @Test
    void the_mail_goes_to_the_address_of_the_account_and_to_no_lookalike() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        String lookalike = ana.email.replace("p.", "\uff50.").toUpperCase(Locale.ROOT);
        ask(lookalike).statusCode(202);
        Inbox.of(ana).token(2);
        assertThat(new Inbox(lookalike).mails()).isEmpty();
    }

    @Test
    void a_token_ends_after_an_hour() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String early = asked(ana);
        TestClock.pass(Duration.ofMinutes(30));
        ask(ana.email);
        String late = Inbox.of(ana).token(3);
        TestClock.pass(Duration.ofMinutes(31));
        redeem(early, NEXT).statusCode(422).body("code", equalTo("token_not_valid"));
        redeem(late, NEXT).statusCode(204);
    }

    @Test
    void a_password_that_is_refused_does_not_use_the_token_up() {
        var ana = Person.register("Margarete Bauer", "Europe/Berlin");
        String token = asked(ana);
        redeem(token, "1234567890").statusCode(400).body("errors.pointer", hasItem("/newPassword"));
        redeem(token, "MargareteBauer1").statusCode(400).body("errors.code", hasItem("too_personal"));
        redeem(token, NEXT).statusCode(204);
    }

    @Test
    void of_many_who_redeem_a_token_at_once_one_succeeds() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = asked(ana);
        List<Callable<Integer>> redemptions =
                Collections.nCopies(8, () -> redeem(token, NEXT).extract().statusCode());
        int successes = 0;
        for (var redemption : AtOnce.all(8, redemptions)) {
            int status = redemption;
            assertThat(status).isIn(204, 422);
            successes += status == 204 ? 1 : 0;
        }
        assertThat(successes).isEqualTo(1);
    }

    @Test
    void a_reset_withdraws_every_other_token_that_was_mailed() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String first = asked(ana);
        ask(ana.email);
        String second = Inbox.of(ana).token(3);
        String elsewhere = UUID.randomUUID() + "@example.net";
        ana.put("/v1/me/email", Map.of("email", elsewhere)).statusCode(202);
        String change = new Inbox(elsewhere).token(1);
        redeem(first, NEXT).statusCode(204);
        redeem(second, NEXT).statusCode(422);
        confirm(change).statusCode(422);
    }

    @Test
    void nobody_can_withdraw_what_the_owner_was_mailed_by_changing_the_password() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = asked(ana);
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", NEXT))
                .statusCode(204);
        redeem(token, Person.PASSWORD).statusCode(204);
        signIn(ana.email, Person.PASSWORD).statusCode(201);
    }

    private static String asked(Person person) {
        Inbox.of(person).mail(1);
        ask(person.email).statusCode(202);
        return Inbox.of(person).token(2);
    }

    static ValidatableResponse ask(String email) {
        return post("/v1/password-resets", Map.of("email", email));
    }

    static ValidatableResponse redeem(String token, String password) {
        return post("/v1/password-resets/redemptions", Map.of("token", token, "newPassword", password));
    }

    static ValidatableResponse signIn(String email, String password) {
        return post("/v1/sessions", Map.of("email", email, "password", password));
    }
}
