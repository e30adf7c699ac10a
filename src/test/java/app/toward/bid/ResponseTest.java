package app.toward.bid;

import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static app.toward.bid.Bids.see;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a response goes on: the whole table of transitions, the window of correction, and repairs. */
@QuarkusTest
@ExtendWith(TestClock.class)
class ResponseTest {
    private static final Duration LATER = Duration.ofMinutes(16);

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "noticed, noticed, same",
        "noticed, turned_toward, step",
        "noticed, missed, step",
        "noticed, missed/unnoticed, noticed_to_unnoticed",
        "noticed, missed/turned_away, step",
        "noticed, missed/turned_against, step",
        "turned_toward, noticed, turned_toward_to_noticed",
        "turned_toward, turned_toward, same",
        "turned_toward, missed, turned_toward_to_missed",
        "turned_toward, missed/unnoticed, turned_toward_to_missed",
        "turned_toward, missed/turned_away, turned_toward_to_missed",
        "turned_toward, missed/turned_against, turned_toward_to_missed",
        "missed, noticed, missed_to_noticed",
        "missed, turned_toward, repair",
        "missed, missed, same",
        "missed, missed/turned_away, step",
        "missed/unnoticed, noticed, missed_to_noticed",
        "missed/unnoticed, turned_toward, repair",
        "missed/unnoticed, missed/unnoticed, same",
        "missed/unnoticed, missed, step",
        "missed/turned_away, noticed, missed_to_noticed",
        "missed/turned_away, turned_toward, repair",
        "missed/turned_away, missed/turned_against, step",
        "missed/turned_against, noticed, missed_to_noticed",
        "missed/turned_against, turned_toward, repair",
        "missed/turned_against, missed/unnoticed, step",
    })
    void after_the_window_a_response_goes_on_only_so(String from, String to, String outcome) {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, from).statusCode(200);
        TestClock.pass(LATER);
        var answer = respond(couple, couple.ben(), bid, to);
        switch (outcome) {
            case "same" -> answer.statusCode(200).body("myPerspective.repairedAt", nullValue());
            case "step" ->
                answer.statusCode(200)
                        .body("myPerspective.response", equalTo(to.split("/", -1)[0]))
                        .body("myPerspective.repairedAt", nullValue());
            case "repair" ->
                answer.statusCode(200)
                        .body("myPerspective.response", equalTo("turned_toward"))
                        .body("myPerspective.repairedAt", notNullValue());
            default -> answer.statusCode(409).body("code", equalTo(outcome));
        }
        boolean isStep = outcome.equals("step") || outcome.equals("repair");
        history(couple, couple.ben(), bid).body("items", hasSize(isStep ? 2 : 1));
        history(couple, couple.ana(), bid).body("items", hasSize(isStep ? 2 : 1));
        if (!isStep) {
            see(couple, couple.ben(), bid).body("myPerspective.response", equalTo(from.split("/", -1)[0]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "noticed, missed/unnoticed", "turned_toward, noticed", "turned_toward, missed/turned_against",
        "missed/turned_away, noticed", "missed, turned_toward", "missed/unnoticed, missed/turned_away",
    })
    void within_fifteen_minutes_a_slip_is_corrected_without_a_trace(String slip, String meant) {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, slip).statusCode(200);
        TestClock.pass(Duration.ofMinutes(14));
        respond(couple, couple.ben(), bid, meant)
                .statusCode(200)
                .body("myPerspective.response", equalTo(meant.split("/", -1)[0]))
                .body("myPerspective.repairedAt", nullValue())
                .body("myPerspective.blind", equalTo(true));
        history(couple, couple.ben(), bid).body("items", hasSize(1));
        history(couple, couple.ana(), bid).body("items", hasSize(1));
    }

    @Test
    void a_correction_does_not_open_the_window_anew() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "noticed").statusCode(200);
        TestClock.pass(Duration.ofMinutes(10));
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        TestClock.pass(Duration.ofMinutes(10));
        respond(couple, couple.ben(), bid, "missed").statusCode(409);
    }

    @Test
    void a_step_taken_by_mistake_is_taken_back_within_its_own_fifteen_minutes() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "missed/turned_away").statusCode(200);
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "turned_toward").body("myPerspective.repairedAt", notNullValue());
        respond(couple, couple.ben(), bid, "noticed").statusCode(409).body("code", equalTo("missed_to_noticed"));
        respond(couple, couple.ben(), bid, "missed/turned_away")
                .statusCode(200)
                .body("myPerspective.repairedAt", nullValue());
        history(couple, couple.ben(), bid).body("items.response", contains("missed"));
    }

    @Test
    void a_step_taken_by_mistake_is_replaced_by_another_from_where_it_was_taken() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "noticed").statusCode(200);
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "missed").statusCode(200);
        respond(couple, couple.ben(), bid, "turned_toward")
                .statusCode(200)
                .body("myPerspective.repairedAt", nullValue());
        history(couple, couple.ben(), bid).body("items.response", contains("turned_toward", "noticed"));
    }

    @Test
    void a_repair_keeps_the_miss_in_the_history_of_both() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "missed/turned_against").statusCode(200);
        TestClock.pass(Duration.ofHours(3));
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        history(couple, couple.ana(), bid)
                .body("items.response", contains("turned_toward", "missed"))
                .body("items.by", contains("partner", "partner"))
                .body("items[1].manner", equalTo("turned_against"));
    }

    @Test
    void the_history_of_a_hidden_perspective_is_hidden() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "perspective", says("missed"));
        TestClock.pass(LATER);
        respond(couple, couple.ana(), bid, "turned_toward").statusCode(200);
        history(couple, couple.ben(), bid).body("items", hasSize(0));
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        history(couple, couple.ben(), bid)
                .body("items", hasSize(3))
                .body("items.by", contains("me", "partner", "partner"));
    }

    @Test
    void the_receiver_is_always_blind_whatever_they_correct_or_take_back() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "perspective", says("missed"));
        respond(couple, couple.ben(), bid, "turned_toward").body("myPerspective.blind", equalTo(true));
        respond(couple, couple.ben(), bid, "noticed").body("myPerspective.blind", equalTo(true));
        takeBack(couple, couple.ben(), bid);
        takeBack(couple, couple.ben(), bid);
        see(couple, couple.ben(), bid).body("myPerspective", nullValue(), "partnerPerspective", nullValue());
        see(couple, couple.ana(), bid).body("partnerPerspective", nullValue());
        respond(couple, couple.ben(), bid, "missed").body("myPerspective.blind", equalTo(true));
    }

    @Test
    void a_bidder_who_spoke_first_stays_blind_until_they_take_it_back() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "perspective", says("missed"));
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        respond(couple, couple.ana(), bid, "turned_toward").body("myPerspective.blind", equalTo(true));
        see(couple, couple.ben(), bid).body("partnerPerspective.blind", equalTo(true));
        takeBack(couple, couple.ana(), bid);
        respond(couple, couple.ana(), bid, "missed").body("myPerspective.blind", equalTo(false));
    }

    @Test
    void taking_back_is_no_way_round_the_steps() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "missed").statusCode(200);
        TestClock.pass(Duration.ofDays(1));
        takeBack(couple, couple.ben(), bid);
        takeBack(couple, couple.ben(), bid);
        history(couple, couple.ben(), bid).body("items", hasSize(0));
        history(couple, couple.ana(), bid).body("items", hasSize(0));
        respond(couple, couple.ben(), bid, "noticed").statusCode(409).body("code", equalTo("missed_to_noticed"));
        respond(couple, couple.ben(), bid, "turned_toward")
                .statusCode(200)
                .body("myPerspective.repairedAt", notNullValue());
        history(couple, couple.ana(), bid).body("items.response", contains("turned_toward", "missed"));
    }

    @Test
    void who_says_again_what_they_took_back_says_it_as_before() {
        var couple = Couple.together();
        String bid = repaired(couple);
        TestClock.pass(LATER);
        String repairedAt = see(couple, couple.ben(), bid).extract().path("myPerspective.repairedAt");
        takeBack(couple, couple.ben(), bid);
        respond(couple, couple.ben(), bid, "missed").statusCode(409).body("code", equalTo("turned_toward_to_missed"));
        for (int i = 0; i < 2; i++) {
            respond(couple, couple.ben(), bid, "turned_toward")
                    .statusCode(200)
                    .body("myPerspective.repairedAt", equalTo(repairedAt))
                    .body("myPerspective.respondedAt", equalTo(repairedAt));
        }
        history(couple, couple.ana(), bid).body("items.response", contains("turned_toward", "missed"));
    }

    @Test
    void a_slip_that_is_taken_back_within_fifteen_minutes_leaves_no_trace() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        takeBack(couple, couple.ben(), bid);
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "noticed").statusCode(200);
        history(couple, couple.ana(), bid).body("items.response", contains("noticed"));
    }

    @Test
    void what_the_bidder_says_of_a_repair_stays_theirs_when_the_receiver_withdraws_the_bid() {
        var couple = Couple.together();
        String bid = log(couple, couple.ben(), "partner", "perspective", says("missed"));
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        react(couple, couple.ana(), bid, "partly").statusCode(200);
        couple.ben().delete(couple.path("/bids/{bid}"), bid).statusCode(204);
        see(couple, couple.ben(), bid).statusCode(404);
        see(couple, couple.ana(), bid).statusCode(200).body("repairReaction", equalTo("partly"));
        react(couple, couple.ana(), bid, "partly").statusCode(200);
        couple.ana()
                .get(couple.path("/bids"))
                .statusCode(200)
                .body("items.id", contains(bid))
                .body("items[0].repairReaction", equalTo("partly"));
        couple.ana().delete(couple.path("/bids/{bid}/repair-reaction"), bid).statusCode(204);
        see(couple, couple.ana(), bid).statusCode(404);
        couple.ana().get(couple.path("/bids")).body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"landed", "partly", "not_yet"})
    void the_bidder_says_whether_a_repair_landed_and_the_receiver_sees_it(String reaction) {
        var couple = Couple.together();
        String bid = repaired(couple);
        react(couple, couple.ana(), bid, reaction).statusCode(200).body("repairReaction", equalTo(reaction));
        see(couple, couple.ben(), bid).body("repairReaction", equalTo(reaction));
        couple.ana().delete(couple.path("/bids/{bid}/repair-reaction"), bid).statusCode(204);
        see(couple, couple.ben(), bid).body("repairReaction", nullValue());
    }

    @Test
    void only_the_bidder_reacts_and_only_to_a_repair() {
        var couple = Couple.together();
        String bid = repaired(couple);
        react(couple, couple.ben(), bid, "landed").statusCode(403).body("code", equalTo("bidder_reacts"));
        String met = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), met, "turned_toward").statusCode(200);
        react(couple, couple.ana(), met, "landed").statusCode(409).body("code", equalTo("no_repair"));
    }

    @Test
    void a_reaction_to_a_repair_that_only_the_bidder_tells_of_waits_for_the_receiver() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "perspective", says("missed"));
        TestClock.pass(LATER);
        respond(couple, couple.ana(), bid, "turned_toward").statusCode(200);
        react(couple, couple.ana(), bid, "landed").statusCode(200);
        see(couple, couple.ben(), bid).body("repairReaction", nullValue());
        respond(couple, couple.ben(), bid, "noticed").body("repairReaction", equalTo("landed"));
    }

    @Test
    void a_repair_that_is_taken_back_takes_the_reaction_out_of_sight() {
        var couple = Couple.together();
        String bid = repaired(couple);
        react(couple, couple.ana(), bid, "landed").statusCode(200);
        respond(couple, couple.ben(), bid, "missed").statusCode(200).body("repairReaction", nullValue());
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200).body("repairReaction", nullValue());
    }

    private static String repaired(Couple couple) {
        String bid = log(couple, couple.ana(), "me");
        respond(couple, couple.ben(), bid, "missed").statusCode(200);
        TestClock.pass(LATER);
        respond(couple, couple.ben(), bid, "turned_toward").statusCode(200);
        return bid;
    }

    private static void takeBack(Couple couple, Person who, String bid) {
        who.delete(couple.path("/bids/{bid}/perspective"), bid).statusCode(204);
    }

    private static ValidatableResponse respond(Couple couple, Person who, String bid, String words) {
        String[] parts = words.split("/", -1);
        Map<String, Object> said = new HashMap<>(says(parts[0]));
        if (parts.length > 1) {
            said.put("manner", parts[1]);
        }
        return give(couple, who, bid, said);
    }

    private static ValidatableResponse react(Couple couple, Person who, String bid, String reaction) {
        return who.put(couple.path("/bids/{bid}/repair-reaction"), Map.of("reaction", reaction), bid);
    }

    private static ValidatableResponse history(Couple couple, Person who, String bid) {
        return who.get(couple.path("/bids/{bid}/responses"), bid).statusCode(200);
    }
}
