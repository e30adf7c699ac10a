package app.toward.mail;

import static app.toward.mail.PasswordResetTest.ask;
import static app.toward.mail.PasswordResetTest.redeem;
import static app.toward.mail.PasswordResetTest.signIn;
import static app.toward.mail.VerificationTest.confirm;
import static app.toward.mail.VerificationTest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.AtOnce;
import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An address is changed from the new one, and taken back from the old one. */
@QuarkusTest
@ExtendWith(TestClock.class)
class EmailChangeTest {
    private static final String NEXT = "seven slow green trains";
    private static final String SEEN_AT_ONCE =
            "Hello,\n\nthis message is about your Toward account. It is meant for you alone.\n\n";

    private Person ana;
    private Inbox hers;

    @BeforeEach
    void ana_registers() {
        ana = Person.register("Ana", "Europe/Berlin");
        hers = Inbox.of(ana);
    }

    @Test
    void the_new_address_counts_once_it_is_confirmed_from_there() {
        Inbox other = inbox();
        change(other).statusCode(202).body("email", equalTo(other.address()));
        ana.get("/v1/me").body("email", equalTo(ana.email));
        confirm(other.token(1)).statusCode(204);
        ana.get("/v1/me").body("email", equalTo(other.address())).body("emailVerified", equalTo(true));
        signIn(ana.email, Person.PASSWORD).statusCode(401);
        signIn(other.address(), Person.PASSWORD).statusCode(201);
    }

    @Test
    void a_change_needs_a_password_of_the_last_five_minutes() {
        ana.get("/v1/me");
        TestClock.pass(Duration.ofMinutes(6));
        change(inbox()).statusCode(403).body("code", equalTo("confirmation_needed"));
    }

    @Test
    void what_is_no_address_is_named() {
        ana.put("/v1/me/email", Map.of("email", "not an address"))
                .statusCode(400)
                .body("errors.pointer", hasItem("/email"));
    }

    @Test
    void a_confirmation_ends_after_a_day() {
        Inbox other = inbox();
        change(other);
        String token = other.token(1);
        TestClock.pass(Duration.ofDays(1).plusSeconds(1));
        confirm(token).statusCode(422);
        ana.get("/v1/me").body("email", equalTo(ana.email));
    }

    @Test
    void an_address_that_is_taken_is_not_told_to_the_caller_but_its_owner_is() {
        Inbox bens = Inbox.of(Person.register("Ben", "Europe/Berlin"));
        bens.mail(1);
        Inbox free = inbox();
        String taken = change(bens).statusCode(202).extract().asString();
        assertThat(taken.replace(bens.address(), ""))
                .isEqualTo(change(free).statusCode(202).extract().asString().replace(free.address(), ""));
        assertThat(bens.mail(2).getText())
                .contains("belongs to your account already")
                .doesNotContain("#token=");
    }

    @Test
    void an_address_that_was_registered_before_the_change_was_confirmed_stays_the_others() {
        Inbox other = inbox();
        change(other);
        String token = other.token(1);
        post(
                        "/v1/accounts",
                        Map.of(
                                "email",
                                other.address(),
                                "password",
                                Person.PASSWORD,
                                "displayName",
                                "Ben",
                                "timeZone",
                                "Europe/Berlin"))
                .statusCode(202);
        confirm(token).statusCode(422);
        ana.get("/v1/me").body("email", equalTo(ana.email));
    }

    @Test
    void a_change_that_was_asked_for_before_the_password_changed_is_withdrawn() {
        Inbox other = inbox();
        change(other);
        String token = other.token(1);
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", NEXT))
                .statusCode(204);
        confirm(token).statusCode(422);
    }

    @Test
    void the_old_address_is_told_and_can_take_the_change_back_for_seven_days() {
        String undo = changed(inbox(), hers, 2);
        TestClock.pass(Duration.ofDays(7).minusMinutes(1));
        restore(undo).statusCode(204);
        redeem(hers.token(3), NEXT).statusCode(204);
        signIn(ana.email, NEXT).statusCode(201);
    }

    @Test
    void after_seven_days_the_change_stays() {
        Inbox other = inbox();
        String undo = changed(other, hers, 2);
        TestClock.pass(Duration.ofDays(7).plusMinutes(1));
        restore(undo).statusCode(422).body("code", equalTo("token_not_valid"));
        signIn(other.address(), Person.PASSWORD).statusCode(201);
    }

    @Test
    void the_owner_wins_against_whoever_knew_the_password_and_changed_the_address_twice() {
        Inbox first = inbox();
        String owners = changed(first, hers, 2);
        Inbox second = inbox();
        String thiefs = changed(second, first, 2);
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", NEXT))
                .statusCode(204);
        ask(second.address());
        String reset = second.token(2);
        Inbox third = inbox();
        change(third);
        String pending = third.token(1);

        restore(owners).statusCode(204);

        ana.get("/v1/me").statusCode(401);
        for (String address : List.of(ana.email, first.address(), second.address())) {
            signIn(address, NEXT).statusCode(401);
            signIn(address, Person.PASSWORD).statusCode(401);
        }
        restore(thiefs).statusCode(422);
        restore(owners).statusCode(422);
        confirm(pending).statusCode(422);
        redeem(reset, NEXT).statusCode(422);
        redeem(hers.token(3), NEXT).statusCode(204);
        signIn(ana.email, NEXT).statusCode(201);
        ana.signedInAnew(NEXT).get("/v1/me").body("email", equalTo(ana.email)).body("emailVerified", equalTo(true));
    }

    @Test
    void the_owner_keeps_the_account_that_a_thief_with_the_password_wanted_erased() {
        Inbox thiefs = inbox();
        String undo = changed(thiefs, hers, 2);
        ana.delete("/v1/me").statusCode(202);
        TestClock.pass(Duration.ofDays(7).minusMinutes(5));
        restore(undo).statusCode(204);
        redeem(hers.token(3), NEXT).statusCode(204);
        Person owner = ana.signedInAnew(NEXT);
        owner.get("/v1/me").body("erasureAt", notNullValue());
        owner.delete("/v1/me/erasure").statusCode(204);
        TestClock.pass(Duration.ofDays(8));
        ana.signedInAnew(NEXT).get("/v1/me").body("email", equalTo(ana.email)).body("erasureAt", nullValue());
    }

    @Test
    void the_owner_who_lost_the_password_alone_resets_it_and_keeps_the_account() {
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", "a thief chose this one"))
                .statusCode(204);
        ana.signedInAnew("a thief chose this one").delete("/v1/me").statusCode(202);
        assertThat(hers.mail(2).getText()).contains("asked for your account to be erased");
        TestClock.pass(Duration.ofDays(6));
        ask(ana.email);
        redeem(hers.token(3), NEXT).statusCode(204);
        ana.signedInAnew(NEXT).delete("/v1/me/erasure").statusCode(204);
        ana.signedInAnew(NEXT).get("/v1/me").statusCode(200).body("erasureAt", nullValue());
    }

    @Test
    void who_asks_twice_for_the_erasure_is_mailed_once() {
        hers.mail(1);
        ana.delete("/v1/me").statusCode(202);
        hers.mail(2);
        ana.signedInAnew().delete("/v1/me").statusCode(202);
        ask(ana.email);
        assertThat(hers.mail(3).getText()).contains("new password");
        assertThat(hers.mails()).hasSize(3);
    }

    @Test
    void a_change_that_is_taken_back_leaves_the_one_before_it_restorable() {
        Inbox own = inbox();
        String before = changed(own, hers, 2);
        TestClock.pass(Duration.ofMinutes(1));
        String undo = changed(inbox(), own, 2);
        restore(undo).statusCode(204);
        restore(before).statusCode(204);
        redeem(hers.token(3), NEXT).statusCode(204);
        signIn(ana.email, NEXT).statusCode(201);
    }

    @Test
    void nobody_can_take_an_address_that_can_still_be_restored() {
        Inbox other = inbox();
        String undo = changed(other, hers, 2);
        post(
                        "/v1/accounts",
                        Map.of("email", ana.email, "password", NEXT, "displayName", "Ben", "timeZone", "Europe/Berlin"))
                .statusCode(202);
        assertThat(hers.mail(3).getText()).contains("belongs to your account already");
        signIn(ana.email, NEXT).statusCode(401);
        var ben = Person.register("Ben", "Europe/Berlin");
        ben.put("/v1/me/email", Map.of("email", ana.email)).statusCode(202);
        assertThat(hers.mail(4).getText()).doesNotContain("#token=");
        restore(undo).statusCode(204);
        redeem(hers.token(5), NEXT).statusCode(204);
        signIn(ana.email, NEXT).statusCode(201);
    }

    @Test
    void of_many_who_take_a_change_back_at_once_one_succeeds() throws Exception {
        String undo = changed(inbox(), hers, 2);
        List<Callable<Integer>> restorations =
                Collections.nCopies(8, () -> restore(undo).extract().statusCode());
        List<Integer> statuses = new java.util.ArrayList<>();
        for (var restoration : AtOnce.all(8, restorations)) {
            statuses.add(restoration);
        }
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 422);
    }

    @Test
    void no_mail_shows_on_a_locked_screen_what_it_is_about_or_names_anybody() {
        Inbox other = inbox();
        changed(other, hers, 2);
        ask(other.address());
        other.mail(2);
        ana.delete("/v1/me");
        for (var mail : List.of(hers.mail(1), hers.mail(2), other.mail(1), other.mail(2), other.mail(3))) {
            assertThat(mail.getSubject()).isEqualTo("Your account");
            assertThat(mail.getText()).startsWith(SEEN_AT_ONCE);
            assertThat(mail.getText().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("ana", "partner", "couple", "relationship", "invit");
        }
    }

    /** Ana's address is changed; the token that takes it back. */
    private String changed(Inbox other, Inbox before, int number) {
        change(other).statusCode(202);
        confirm(other.token(1)).statusCode(204);
        return before.token(number);
    }

    private ValidatableResponse change(Inbox other) {
        return ana.put("/v1/me/email", Map.of("email", other.address()));
    }

    private static ValidatableResponse restore(String token) {
        return post("/v1/email-restorations", Map.of("token", token));
    }

    private static Inbox inbox() {
        return new Inbox(UUID.randomUUID() + "@example.net");
    }
}
