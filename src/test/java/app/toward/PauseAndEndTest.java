package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each verb of the rooms does during a pause and after the end. */
@QuarkusTest
@ExtendWith(TestClock.class)
class PauseAndEndTest {
    private static final Map<String, Object> WEEKLY = Map.of("appreciations", "tea", "went_well", "soup");

    /** Once for all, since registering takes its time. */
    private static final List<Person> PEOPLE = new ArrayList<>();

    private Person ana;
    private Person ben;
    private Couple couple;

    @BeforeEach
    void meet() {
        if (PEOPLE.isEmpty()) {
            PEOPLE.add(Person.register("Ana", "Europe/Berlin"));
            PEOPLE.add(Person.register("Ben", "Europe/Berlin"));
        }
        ana = PEOPLE.get(0);
        ben = PEOPLE.get(1);
        couple = Couple.of(ana, ben);
    }

    @AfterEach
    void part() {
        become(ben, "ended");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            log a bid                              | 201 | 409 partnership_ended
            change a bid                           | 409 partnership_paused | 409 partnership_ended
            clear the cue of a bid                 | 200 | 409 partnership_ended
            withdraw a bid                         | 204 | 204
            respond                                | 200 | 409 partnership_ended
            respond otherwise                      | 409 partnership_paused | 409 partnership_ended
            share a note                           | 409 partnership_paused | 409 partnership_ended
            keep another note for oneself          | 200 | 409 partnership_ended
            withdraw a response                    | 204 | 204
            react to a repair                      | 409 partnership_paused | 409 partnership_ended
            take a reaction back                   | 204 | 204
            set how one wants to be dealt with     | 200 | 409 partnership_ended
            ask for the round of today             | 200 | 409 partnership_ended
            open a round                           | 409 partnership_paused | 409 partnership_ended
            share an answer                        | 409 partnership_paused | 409 partnership_ended
            keep an answer for oneself             | 200 | 409 partnership_ended
            add to an answer                       | 409 partnership_paused | 409 partnership_ended
            take an addendum back                  | 204 | 204
            withdraw an answer                     | 204 | 204
            make a template                        | 409 partnership_paused | 409 partnership_ended
            change a template                      | 409 partnership_paused | 409 partnership_ended
            retire a template                      | 409 partnership_paused | 409 partnership_ended
            call the other something               | 200 | 409 partnership_ended
            """)
    void each_verb_knows_what_it_may_still_show(String verb, String duringPause, String afterTheEnd) {
        var things = Things.of(couple);
        become(ben, "paused");
        assertThat(outcome(things.act(verb))).isEqualTo(duringPause);
        become(ben, "active");
        things = Things.of(couple);
        become(ben, "ended");
        assertThat(outcome(things.act(verb))).isEqualTo(afterTheEnd);
    }

    private static String outcome(ValidatableResponse answer) {
        int status = answer.extract().statusCode();
        return status < 400 ? "" + status : status + " " + answer.extract().path("code");
    }

    private void become(Person who, String state) {
        who.patch(couple.path(""), Map.of("state", state)).statusCode(200);
    }

    /** One of each thing that Ana can do something to. */
    record Things(Couple couple, String hers, String his, String silent, String daily, String template) {
        static Things of(Couple couple) {
            String hers = log(couple, couple.ana(), "moon");
            perspective(couple, couple.ben(), hers, Map.of("response", "missed"))
                    .statusCode(200);
            String his = log(couple, couple.ben(), "sea");
            perspective(couple, couple.ana(), his, Map.of("response", "noticed", "note", "mine"))
                    .statusCode(200);
            String silent = log(couple, couple.ben(), "sand");
            TestClock.pass(Duration.ofHours(1));
            perspective(couple, couple.ben(), hers, Map.of("response", "turned_toward"))
                    .statusCode(200);
            String round = couple.ana()
                    .post(couple.path("/check-ins"), Map.of("template", "after_conflict"))
                    .extract()
                    .path("id");
            answer(couple, couple.ana(), round, "shared", Couple.AFTER_CONFLICT).statusCode(200);
            answer(couple, couple.ben(), round, "shared", Couple.AFTER_CONFLICT).statusCode(200);
            String template = couple.walks(couple.ana(), Map.of());
            return new Things(couple, hers, his, silent, round, template);
        }

        ValidatableResponse act(String verb) {
            var ana = couple.ana();
            return switch (verb) {
                case "log a bid" -> ana.post(couple.path("/bids"), bid("stars"));
                case "change a bid" -> ana.patch(couple.path("/bids/" + hers), Map.of("cue", "stars"));
                case "clear the cue of a bid" ->
                    ana.request()
                            .contentType("application/json")
                            .body("{\"cue\": null}")
                            .patch(couple.path("/bids/" + hers))
                            .then();
                case "withdraw a bid" -> ana.delete(couple.path("/bids/" + hers));
                case "respond" -> perspective(couple, ana, silent, Map.of("response", "noticed"));
                case "respond otherwise" -> perspective(couple, ana, his, Map.of("response", "turned_toward"));
                case "share a note" ->
                    perspective(couple, ana, his, Map.of("response", "noticed", "note", "mine", "noteShared", true));
                case "keep another note for oneself" ->
                    perspective(couple, ana, his, Map.of("response", "noticed", "note", "other"));
                case "withdraw a response" -> ana.delete(couple.path("/bids/" + his + "/perspective"));
                case "react to a repair" ->
                    ana.put(couple.path("/bids/" + hers + "/repair-reaction"), Map.of("reaction", "landed"));
                case "take a reaction back" -> ana.delete(couple.path("/bids/" + hers + "/repair-reaction"));
                case "set how one wants to be dealt with" ->
                    ana.patch(couple.path("/bid-settings"), Map.of("awaiting", false));
                case "ask for the round of today" -> ana.post(couple.path("/check-ins"), Map.of("template", "daily"));
                case "open a round" -> ana.post(couple.path("/check-ins"), Map.of("template", "after_conflict"));
                case "share an answer" -> answer(couple, ana, today(), "shared", Couple.DAILY);
                case "keep an answer for oneself" -> answer(couple, ana, today(), "private", Couple.DAILY);
                case "add to an answer" ->
                    ana.put(couple.path("/check-ins/" + daily + "/answer/addendum"), Map.of("text", "more"));
                case "take an addendum back" -> ana.delete(couple.path("/check-ins/" + daily + "/answer/addendum"));
                case "withdraw an answer" -> ana.delete(couple.path("/check-ins/" + daily + "/answer"));
                case "make a template" -> ana.post(couple.path("/templates"), walks("Sundays"));
                case "change a template" -> {
                    var edit = new java.util.HashMap<>(walks("Mondays"));
                    edit.remove("cadence");
                    yield ana.put(couple.path("/templates/" + template), edit);
                }
                case "retire a template" -> ana.delete(couple.path("/templates/" + template));
                case "call the other something" ->
                    ana.patch(couple.path(""), Map.of("nickname", "Benji " + TestClock.now()));
                default -> throw new IllegalArgumentException(verb);
            };
        }

        /** After the end nobody finds it: then any id does, for it is refused before. */
        private String today() {
            String id = couple.ana()
                    .post(couple.path("/check-ins"), Map.of("template", "daily"))
                    .extract()
                    .path("id");
            return id == null ? daily : id;
        }
    }

    private static Map<String, Object> walks(String title) {
        return Map.of(
                "cadence",
                "daily",
                "title",
                title,
                "items",
                List.of(Map.of("key", "walk", "kind", "text", "prompt", "Where to?")));
    }

    private static Map<String, Object> bid(String cue) {
        return Map.of(
                "bidder", "me",
                "kind", "attention",
                "channel", "call",
                "cue", cue,
                "occurredAt", TestClock.now().toString());
    }

    private static String log(Couple couple, Person who, String cue) {
        return who.post(couple.path("/bids"), bid(cue))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse perspective(
            Couple couple, Person who, String bid, Map<String, Object> perspective) {
        return who.put(couple.path("/bids/" + bid + "/perspective"), perspective);
    }

    private static ValidatableResponse answer(
            Couple couple, Person who, String round, String visibility, Map<String, ?> values) {
        return who.put(
                couple.path("/check-ins/" + round + "/answer"), Map.of("visibility", visibility, "values", values));
    }

    @Test
    void what_is_logged_during_a_pause_stays_its_recorders_alone_also_afterwards() {
        String shared = log(couple, ana, "before");
        become(ben, "paused");
        TestClock.freeze();
        String before = seenBy(ben, shared);
        String secret = log(couple, ana, "secret");
        perspective(couple, ana, secret, Map.of("response", "missed")).statusCode(200);
        ana.get(couple.path("/bids/" + secret)).statusCode(200).body("onlyMine", equalTo(true));
        ana.get(couple.path("/bids?q=secret")).body("items", hasSize(1));
        assertThat(seenBy(ben, shared)).isEqualTo(before);
        become(ben, "active");
        ben.delete(couple.path("/bids/" + secret)).statusCode(404);
        for (String said : List.of("/perspective", "/repair-reaction")) {
            ben.delete(couple.path("/bids/" + secret + said)).statusCode(204);
            ben.delete(couple.path("/bids/" + UUID.randomUUID() + said)).statusCode(204);
        }
        perspective(couple, ben, secret, Map.of("response", "noticed")).statusCode(404);
        ben.get(couple.path("/bids/" + secret)).statusCode(404);
        ben.get(couple.path("/bids/" + secret + "/responses")).statusCode(404);
        ben.get(couple.path("/bids")).body("items", hasSize(1));
        ben.get(couple.path("/bids?awaiting=me")).body("items", hasSize(1));
        ben.get(couple.path("/bids?q=secret")).body("items", hasSize(0));
    }

    @Test
    void a_response_given_during_a_pause_is_its_authors_alone_until_they_give_it_again() {
        String bid = log(couple, ana, "moon");
        perspective(couple, ana, bid, Map.of("response", "missed")).statusCode(200);
        become(ana, "paused");
        TestClock.freeze();
        String before = seenBy(ana, bid);
        perspective(couple, ben, bid, Map.of("response", "noticed", "note", "secret", "noteShared", true))
                .statusCode(200)
                .body("myPerspective.onlyMine", equalTo(true))
                .body("partnerPerspective", nullValue());
        perspective(couple, ben, bid, Map.of("response", "turned_toward")).statusCode(200);
        assertThat(seenBy(ana, bid)).isEqualTo(before);
        become(ana, "active");
        ana.get(couple.path("/bids/" + bid)).body("partnerPerspective", nullValue());
        ana.get(couple.path("/bids?response=turned_toward")).body("items", hasSize(0));
        TestClock.pass(Duration.ofMinutes(1));
        perspective(couple, ben, bid, Map.of("response", "turned_toward"))
                .statusCode(200)
                .body("myPerspective.onlyMine", nullValue())
                .body("myPerspective.givenAt", equalTo(TestClock.now().toString()))
                .body("partnerPerspective.response", equalTo("missed"));
        ana.get(couple.path("/bids/" + bid))
                .body("partnerPerspective.response", equalTo("turned_toward"))
                .body("partnerPerspective.blind", equalTo(true));
    }

    @Test
    void an_answer_of_a_pause_is_revealed_only_if_it_is_shared_afterwards() {
        String round = ana.post(couple.path("/check-ins"), Map.of("template", "daily"))
                .extract()
                .path("id");
        answer(couple, ben, round, "shared", Couple.DAILY).statusCode(200);
        become(ana, "paused");
        answer(couple, ana, round, "private", Couple.DAILY).statusCode(200).body("state", equalTo("open"));
        become(ana, "active");
        ben.get(couple.path("/check-ins/" + round)).body("state", equalTo("open"));
        answer(couple, ana, round, "shared", Couple.DAILY).statusCode(200).body("state", equalTo("revealed"));
    }

    @Test
    void after_the_end_each_reads_what_they_wrote_and_nothing_of_the_others() {
        String hers = log(couple, ana, "harbour");
        perspective(couple, ben, hers, Map.of("response", "missed", "note", "bens", "noteShared", true));
        String his = log(couple, ben, "lighthouse");
        perspective(couple, ana, his, Map.of("response", "turned_toward", "note", "anas note"));
        String silent = log(couple, ben, "unanswered");
        become(ben, "ended");

        ana.get(couple.path("/bids")).body("items.id", equalTo(List.of(his, hers)));
        ana.get(couple.path("/bids/" + silent)).statusCode(404);
        ana.get(couple.path("/bids/" + hers)).body("cue", equalTo("harbour")).body("partnerPerspective", nullValue());
        ana.get(couple.path("/bids/" + his)).body("cue", nullValue()).body("myPerspective.note", equalTo("anas note"));
        ana.get(couple.path("/bids?response=missed")).body("items", hasSize(0));
        ana.get(couple.path("/bids?response=turned_toward")).body("items.id", equalTo(List.of(his)));
        ana.get(couple.path("/bids?q=lighthouse")).body("items", hasSize(0));
        ana.get(couple.path("/bids?q=-lighthouse")).body("items", hasSize(2));
        ana.get(couple.path("/bids?q=anas")).body("items", hasSize(1));
        ana.get(couple.path("/bids?awaiting=me")).body("items", hasSize(0));
        ana.get(couple.path("/bids/" + hers + "/responses")).body("items", hasSize(0));
        ana.get(couple.path("/bids/" + his + "/responses")).body("items", hasSize(1));
    }

    @Test
    void after_the_end_what_one_takes_back_changes_nothing_for_the_other() {
        String his = log(couple, ben, "lighthouse");
        perspective(couple, ana, his, Map.of("response", "turned_toward")).statusCode(200);
        String round = ana.post(couple.path("/check-ins"), Map.of("template", "weekly"))
                .extract()
                .path("id");
        answer(couple, ana, round, "shared", WEEKLY).statusCode(200);
        answer(couple, ben, round, "shared", WEEKLY).statusCode(200);
        become(ben, "ended");
        TestClock.freeze();
        String before = seenBy(ana, his)
                + ana.request().get(couple.path("/check-ins/" + round)).asString();
        ben.delete(couple.path("/bids/" + his)).statusCode(204);
        ben.delete(couple.path("/check-ins/" + round + "/answer")).statusCode(204);
        assertThat(seenBy(ana, his)
                        + ana.request().get(couple.path("/check-ins/" + round)).asString())
                .isEqualTo(before);
        ben.get(couple.path("/bids")).body("items", hasSize(0));
    }

    @Test
    void after_the_end_rounds_and_templates_are_those_that_one_answered() {
        String answered = template("Answered");
        String ignored = template("Ignored");
        String round = ana.post(couple.path("/check-ins"), Map.of("template", answered))
                .extract()
                .path("id");
        answer(couple, ana, round, "shared", Map.of("walk", "harbour")).statusCode(200);
        answer(couple, ben, round, "shared", Map.of("walk", "bens wood")).statusCode(200);
        String onDemand = ben.post(couple.path("/check-ins"), Map.of("template", "after_conflict"))
                .extract()
                .path("id");
        become(ana, "ended");

        ana.get(couple.path("/check-ins")).body("items.id", equalTo(List.of(round)));
        ana.get(couple.path("/check-ins/today")).body("items", hasSize(0));
        ana.get(couple.path("/check-ins/" + onDemand)).statusCode(404);
        ana.get(couple.path("/check-ins/" + round))
                .body("state", equalTo("revealed"))
                .body("me.values.walk", equalTo("harbour"))
                .body("partner", nullValue());
        ana.get(couple.path("/templates/" + answered)).statusCode(200);
        ana.get(couple.path("/templates/" + ignored)).statusCode(404);
        ana.get(couple.path("/templates")).body("items", hasSize(4));
        ben.get(couple.path("/templates")).body("items", hasSize(5));
    }

    private String template(String title) {
        return couple.walks(ben, Map.of("title", title));
    }

    /** What somebody reads of the bids, one of them above all. */
    private String seenBy(Person who, String bid) {
        return List.of(
                        "/bids",
                        "/bids?q=secret",
                        "/bids?response=turned_toward",
                        "/bids/" + bid,
                        "/bids/" + bid + "/responses")
                .stream()
                .map(path -> Shown.by(who.request().get(couple.path(path))))
                .toList()
                .toString();
    }
}
