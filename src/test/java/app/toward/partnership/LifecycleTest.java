package app.toward.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.Shown;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every transition of invitations and partnerships, tried from every state by everybody. */
@QuarkusTest
@ExtendWith(TestClock.class)
class LifecycleTest {
    /** Once for all, since registering takes its time. */
    private static final List<Person> PEOPLE = new ArrayList<>();

    private Person ana;
    private Person ben;
    private Person sam;

    @BeforeEach
    void register() {
        if (PEOPLE.isEmpty()) {
            PEOPLE.add(Person.register("Ana", "Europe/Berlin"));
            PEOPLE.add(Person.register("Ben", "Europe/Berlin"));
            PEOPLE.add(Person.stranger());
        }
        ana = PEOPLE.get(0);
        ben = PEOPLE.get(1);
        sam = PEOPLE.get(2);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pending               | redeem   | 422 pending               | 200 awaiting_confirmation | 200 awaiting_confirmation
            pending               | confirm  | 409 pending               | 404 pending               | 404 pending
            pending               | withdraw | 204 revoked               | 404 pending               | 404 pending
            awaiting_confirmation | redeem   | 422 awaiting_confirmation | 200 awaiting_confirmation | 422 awaiting_confirmation
            awaiting_confirmation | confirm  | 200 accepted              | 404 awaiting_confirmation | 404 awaiting_confirmation
            awaiting_confirmation | withdraw | 204 declined              | 404 awaiting_confirmation | 404 awaiting_confirmation
            awaiting_confirmation | take back | 204 awaiting_confirmation | 204 expired              | 204 awaiting_confirmation
            pending               | take back | 204 pending               | 204 pending              | 204 pending
            accepted              | take back | 204 accepted              | 409 accepted             | 204 accepted
            revoked               | take back | 204 revoked               | 204 revoked              | 204 revoked
            declined              | take back | 204 declined              | 204 declined             | 204 declined
            expired               | take back | 204 expired               | 204 expired              | 204 expired
            accepted              | redeem   | 422 accepted              | 200 accepted              | 422 accepted
            accepted              | confirm  | 200 accepted              | 404 accepted              | 404 accepted
            accepted              | withdraw | 409 accepted              | 404 accepted              | 404 accepted
            revoked               | redeem   | 422 revoked               | 422 revoked               | 422 revoked
            revoked               | confirm  | 409 revoked               | 404 revoked               | 404 revoked
            revoked               | withdraw | 204 revoked               | 404 revoked               | 404 revoked
            declined              | redeem   | 422 declined              | 422 declined              | 422 declined
            declined              | confirm  | 409 declined              | 404 declined              | 404 declined
            declined              | withdraw | 204 declined              | 404 declined              | 404 declined
            expired               | redeem   | 422 expired               | 422 expired               | 422 expired
            expired               | confirm  | 409 expired               | 404 expired               | 404 expired
            expired               | withdraw | 204 expired               | 404 expired               | 404 expired
            """)
    void an_invitation_moves_as_drawn(
            String state, String action, String byInviter, String byRedeemer, String byStranger) {
        for (int who = 0; who < 3; who++) {
            var invitation = ana.post("/v1/invitations", Map.of("kind", "other"))
                    .extract()
                    .jsonPath();
            String id = invitation.getString("id");
            String code = invitation.getString("code");
            bring(state, id, code);
            var actor = List.of(ana, ben, sam).get(who);
            var answer = switch (action) {
                case "redeem" -> redeem(actor, code);
                case "confirm" -> confirm(actor, id);
                case "take back" -> actor.delete("/v1/invitations/redemptions?code={code}", code);
                default -> actor.delete("/v1/invitations/{id}", id);
            };
            String reached = ana.get("/v1/invitations/{id}", id).extract().path("state");
            assertThat(answer.extract().statusCode() + " " + reached)
                    .isEqualTo(List.of(byInviter, byRedeemer, byStranger).get(who));
            ana.delete("/v1/invitations/{id}", id);
            endAll();
        }
    }

    private void endAll() {
        ana.get("/v1/partnerships?limit=200")
                .extract()
                .jsonPath()
                .<String>getList("items.findAll { it.state != 'ended' }.id")
                .forEach(id -> ana.patch("/v1/partnerships/{id}", Map.of("state", "ended"), id)
                        .statusCode(200));
    }

    private void bring(String state, String id, String code) {
        if (!state.equals("pending") && !state.equals("revoked")) {
            redeem(ben, code).statusCode(200);
        }
        switch (state) {
            case "accepted" -> confirm(ana, id).statusCode(200);
            case "revoked", "declined" -> ana.delete("/v1/invitations/{id}", id).statusCode(204);
            case "expired" -> TestClock.pass(Duration.ofDays(3));
            default -> assertThat(state).isIn("pending", "awaiting_confirmation");
        }
        ana.get("/v1/invitations/{id}", id).body("state", equalTo(state));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            active         | active   | 200 active         | 200 active         | 404 active
            active         | paused   | 200 paused by ana  | 200 paused by ben  | 404 active
            active         | ended    | 200 ended          | 200 ended          | 404 active
            active         | nickname | 200 active         | 200 active         | 404 active
            paused by ana  | active   | 200 active         | 403 paused by ana  | 404 paused by ana
            paused by ana  | paused   | 200 paused by ana  | 200 paused by both | 404 paused by ana
            paused by ana  | ended    | 200 ended          | 200 ended          | 404 paused by ana
            paused by ana  | nickname | 200 paused by ana  | 200 paused by ana  | 404 paused by ana
            paused by ben  | active   | 403 paused by ben  | 200 active         | 404 paused by ben
            paused by ben  | paused   | 200 paused by both | 200 paused by ben  | 404 paused by ben
            paused by ben  | ended    | 200 ended          | 200 ended          | 404 paused by ben
            paused by ben  | nickname | 200 paused by ben  | 200 paused by ben  | 404 paused by ben
            paused by both | active   | 200 paused by ben  | 200 paused by ana  | 404 paused by both
            paused by both | paused   | 200 paused by both | 200 paused by both | 404 paused by both
            paused by both | ended    | 200 ended          | 200 ended          | 404 paused by both
            paused by both | nickname | 200 paused by both | 200 paused by both | 404 paused by both
            ended          | active   | 409 ended          | 409 ended          | 404 ended
            ended          | paused   | 409 ended          | 409 ended          | 404 ended
            ended          | ended    | 200 ended          | 200 ended          | 404 ended
            ended          | nickname | 409 ended          | 409 ended          | 404 ended
            """)
    void a_partnership_moves_as_drawn(String state, String action, String byAna, String byBen, String byStranger) {
        for (int who = 0; who < 3; who++) {
            var couple = Couple.of(ana, ben);
            if (state.equals("paused by ana") || state.equals("paused by both")) {
                become(couple, couple.ana(), "paused").statusCode(200);
            }
            if (state.equals("paused by ben") || state.equals("paused by both")) {
                become(couple, couple.ben(), "paused").statusCode(200);
            }
            if (state.equals("ended")) {
                become(couple, couple.ana(), "ended").statusCode(200);
            }
            var actor = List.of(ana, ben, sam).get(who);
            var answer = action.equals("nickname") ? call(couple, actor, "Benji") : become(couple, actor, action);
            assertThat(answer.extract().statusCode() + " " + standing(couple))
                    .isEqualTo(List.of(byAna, byBen, byStranger).get(who));
            endAll();
        }
    }

    /** How it stands, which both are told in the same way. */
    private static String standing(Couple couple) {
        var hers = couple.ana().get(couple.path("")).extract().jsonPath();
        var his = couple.ben().get(couple.path("")).extract().jsonPath();
        String state = hers.getString("state");
        assertThat(his.getString("state")).isEqualTo(state);
        boolean byAna = Boolean.TRUE.equals(hers.get("pausedByMe"));
        boolean byBen = Boolean.TRUE.equals(his.get("pausedByMe"));
        assertThat(byAna || byBen).isEqualTo(state.equals("paused"));
        return !state.equals("paused") ? state : "paused by " + (byAna ? byBen ? "both" : "ana" : "ben");
    }

    @Test
    void while_one_pauses_it_nobody_learns_whether_the_other_does_so_too() {
        var couple = Couple.together();
        become(couple, couple.ana(), "paused").statusCode(200).body("pausedByMe", equalTo(true));
        TestClock.freeze();
        String before = seen(couple, couple.ana());
        become(couple, couple.ben(), "paused").statusCode(200);
        assertThat(seen(couple, couple.ana())).isEqualTo(before);
    }

    @Test
    void a_pause_shows_the_names_of_when_it_began() {
        var couple = Couple.of(ana, ben);
        ana.patch(couple.path(""), Map.of("state", "paused")).statusCode(200);
        String cursor = ana.get("/v1/feed").extract().path("cursor");
        String his = ben.get("/v1/feed").extract().path("cursor");
        ben.patch("/v1/me", Map.of("displayName", "Please call me")).statusCode(200);
        ana.patch("/v1/me", Map.of("displayName", "Leave me alone")).statusCode(200);
        ana.get(couple.path("")).body("partner.displayName", equalTo("Ben"));
        ben.get(couple.path("")).body("partner.displayName", equalTo("Ana"));
        ana.get("/v1/feed?after={cursor}", cursor).body("items.kind", equalTo(List.of("me")));
        ben.get("/v1/feed?after={cursor}", his).body("items.kind", equalTo(List.of("me")));
        ana.patch(couple.path(""), Map.of("state", "active")).statusCode(200);
        ana.get(couple.path("")).body("partner.displayName", equalTo("Please call me"));
        ana.patch(couple.path(""), Map.of("state", "paused")).statusCode(200);
        ben.patch("/v1/me", Map.of("displayName", "Goodbye")).statusCode(200);
        ana.patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        ana.get(couple.path("")).body("partner.displayName", equalTo("Please call me"));
    }

    @Test
    void a_nickname_is_seen_by_its_author_alone() {
        var couple = Couple.together();
        TestClock.freeze();
        String before = seen(couple, couple.ben());
        call(couple, couple.ana(), "Benji").statusCode(200).body("nickname", equalTo("Benji"));
        couple.ana().get("/v1/partnerships").body("items[0].nickname", equalTo("Benji"));
        assertThat(seen(couple, couple.ben())).isEqualTo(before);
        become(couple, couple.ana(), "ended").statusCode(200).body("nickname", equalTo("Benji"));
        couple.ana()
                .request()
                .contentType("application/merge-patch+json")
                .body("{\"nickname\": null}")
                .patch(couple.path(""))
                .then()
                .statusCode(200)
                .body("nickname", nullValue());
    }

    private static String seen(Couple couple, Person person) {
        return Shown.by(person.request().get(couple.path("")))
                + Shown.by(person.request().get("/v1/partnerships"));
    }

    @Test
    void after_the_end_both_know_that_there_was_a_partnership_and_with_whom_as_they_were_called_then() {
        var couple = Couple.together();
        become(couple, couple.ben(), "ended").statusCode(200);
        couple.ben().patch("/v1/me", Map.of("displayName", "Benedict")).statusCode(200);
        couple.ana()
                .get(couple.path(""))
                .body("state", equalTo("ended"))
                .body("kind", equalTo("romantic"))
                .body("startedAt", notNullValue())
                .body("endedAt", notNullValue())
                .body("pausedByMe", nullValue())
                .body("partner.displayName", equalTo("Ben"));
        couple.ben().get("/v1/partnerships").body("items", hasSize(1)).body("items[0].state", equalTo("ended"));
    }

    @Test
    void who_comes_back_together_begins_anew() {
        var couple = Couple.together();
        become(couple, couple.ana(), "ended").statusCode(200);
        var again = Couple.of(couple.ana(), couple.ben());
        assertThat(again.partnership()).isNotEqualTo(couple.partnership());
        become(couple, couple.ben(), "ended").statusCode(200);
        again.ana().get(again.path("")).body("state", equalTo("active"));
        again.ben().get("/v1/partnerships").body("items", hasSize(2));
    }

    @Test
    void the_end_makes_void_what_the_two_had_offered_each_other() {
        var couple = Couple.together();
        String hers = offered(couple.ana(), couple.ben());
        String his = offered(couple.ben(), couple.ana());
        String another = offered(couple.ana(), Person.stranger());
        String pending = couple.ana()
                .post("/v1/invitations", Map.of("kind", "other"))
                .extract()
                .path("id");
        become(couple, couple.ben(), "ended").statusCode(200);
        assertThat(stateOf(couple.ana(), hers)).isEqualTo("declined");
        assertThat(stateOf(couple.ben(), his)).isEqualTo("declined");
        assertThat(stateOf(couple.ana(), another)).isEqualTo("awaiting_confirmation");
        assertThat(stateOf(couple.ana(), pending)).isEqualTo("pending");
        confirm(couple.ana(), hers).statusCode(409).body("code", equalTo("nobody_to_confirm"));
    }

    @Test
    void a_change_made_on_an_outdated_state_is_refused() {
        var couple = Couple.together();
        String tag = couple.ana().get(couple.path("")).extract().header("ETag");
        become(couple, couple.ben(), "paused").statusCode(200);
        couple.ana()
                .request()
                .header("If-Match", tag)
                .contentType("application/json")
                .body(Map.of("state", "ended"))
                .patch(couple.path(""))
                .then()
                .statusCode(412);
        become(couple, couple.ana(), "over").statusCode(400).body("errors[0].pointer", equalTo("/state"));
        call(couple, couple.ana(), " ").statusCode(400).body("errors[0].pointer", equalTo("/nickname"));
        call(couple, couple.ana(), "x".repeat(81)).statusCode(400);
    }

    private static String offered(Person inviter, Person redeemer) {
        var invitation = inviter.post("/v1/invitations", Map.of("kind", "other"))
                .extract()
                .jsonPath();
        redeem(redeemer, invitation.getString("code")).statusCode(200);
        return invitation.getString("id");
    }

    private static String stateOf(Person inviter, String invitation) {
        return inviter.get("/v1/invitations/{id}", invitation).extract().path("state");
    }

    private static ValidatableResponse redeem(Person redeemer, String code) {
        return redeemer.post("/v1/invitations/redemptions", Map.of("code", code));
    }

    private static ValidatableResponse confirm(Person inviter, String invitation) {
        return inviter.post("/v1/invitations/{id}/confirmation", Map.of(), invitation);
    }

    private static ValidatableResponse become(Couple couple, Person person, String state) {
        return person.patch(couple.path(""), Map.of("state", state));
    }

    private static ValidatableResponse call(Couple couple, Person person, String nickname) {
        return person.patch(couple.path(""), Map.of("nickname", nickname));
    }
}
