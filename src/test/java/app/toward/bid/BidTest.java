package app.toward.bid;

import static app.toward.bid.Bids.body;
import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.id;
import static app.toward.bid.Bids.listed;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static app.toward.bid.Bids.see;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ExtendWith(TestClock.class)
class BidTest {
    @Test
    void both_see_a_bid_each_in_their_own_words() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "cue", "Look, the moon! 🌕", "kind", "play");
        see(couple, couple.ana(), bid).statusCode(200).body("bidder", equalTo("me"), "recordedBy", equalTo("me"));
        see(couple, couple.ben(), bid)
                .statusCode(200)
                .body("bidder", equalTo("partner"), "recordedBy", equalTo("partner"))
                .body("cue", equalTo("Look, the moon! 🌕"), "kind", equalTo("play"), "channel", equalTo("in_person"))
                .body("recordedAt", notNullValue());
    }

    @Test
    void the_receiver_may_log_what_they_noticed_together_with_their_response() {
        var couple = Couple.together();
        String bid = log(couple, couple.ben(), "partner", "perspective", says("missed", "turned_away"));
        see(couple, couple.ana(), bid)
                .body("bidder", equalTo("me"), "recordedBy", equalTo("partner"))
                .body("partnerPerspective.response", equalTo("missed"))
                .body("partnerPerspective.manner", equalTo("turned_away"))
                .body("partnerPerspective.blind", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T19:00:00.1239+01:00, 2026-11-22T19:00:00.123+01:00",
        "2026-11-22T18:00:00-00:30, 2026-11-22T18:00:00.000-00:30",
        "2026-11-22T18:00:00Z, 2026-11-22T18:00:00.000Z"
    })
    void the_offset_is_kept_as_it_was_given(String given, String shown) {
        var couple = Couple.together();
        TestClock.set(java.time.Instant.parse("2026-11-22T18:30:00Z"));
        String bid = log(couple, couple.ana(), "me", "occurredAt", given);
        see(couple, couple.ben(), bid).body("occurredAt", equalTo(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "-P30D, 201,",
        "-P30DT1S, 422, occurred_too_long_ago",
        "PT5M, 201,",
        "PT5M10S, 422, occurred_in_future",
    })
    void a_bid_is_logged_within_thirty_days_and_not_before_it_was_made(Duration ahead, int status, String code) {
        var couple = Couple.together();
        TestClock.pass(Duration.ofMillis(1));
        var at = TestClock.now().plus(ahead).plus(ahead.isNegative() ? Duration.ofMillis(900) : Duration.ZERO);
        couple.ana()
                .post(couple.path("/bids"), body("me", "occurredAt", at.toString()))
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void the_same_request_again_gives_the_same_bid_and_another_one_under_its_id_is_refused() {
        var couple = Couple.together();
        var body = body("me", "id", id(), "cue", "tea?");
        couple.ana().post(couple.path("/bids"), body).statusCode(201);
        couple.ana().post(couple.path("/bids"), body).statusCode(200).body("cue", equalTo("tea?"));
        TestClock.pass(Duration.ofDays(40));
        couple.ana().post(couple.path("/bids"), body).statusCode(200);
        couple.ben().post(couple.path("/bids"), body).statusCode(409).body("code", equalTo("id_taken"));
        body.put("cue", "coffee?");
        couple.ana().post(couple.path("/bids"), body).statusCode(409).body("code", equalTo("id_taken"));
        assertThat(listed(couple, couple.ben(), "")).hasSize(1);
    }

    @Test
    void an_id_that_another_couple_has_taken_is_free() {
        var couple = Couple.together();
        var others = Couple.together();
        var body = body("me", "id", id(), "cue", "tea?");
        String bid = String.valueOf(body.get("id"));
        couple.ana().post(couple.path("/bids"), body).statusCode(201);
        body.put("cue", "coffee?");
        others.ana().post(others.path("/bids"), body).statusCode(201);
        give(others, others.ben(), bid, says("missed")).statusCode(200);
        TestClock.pass(Duration.ofHours(1));
        give(others, others.ben(), bid, says("turned_toward")).statusCode(200);
        see(couple, couple.ana(), bid).body("cue", equalTo("tea?"), "partnerPerspective", nullValue());
        couple.ana().get(couple.path("/bids/{bid}/responses"), bid).body("items.size()", equalTo(0));
        give(couple, couple.ben(), bid, says("noticed")).statusCode(200);
        others.ana().delete(others.path("/bids/{bid}"), bid).statusCode(204);
        see(couple, couple.ben(), bid).statusCode(200).body("withdrawnAt", nullValue());
    }

    @Test
    void the_same_request_in_the_same_instant_makes_one_bid() throws Exception {
        var couple = Couple.together();
        var body = body("me", "id", id());
        couple.ana().accessToken();
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() ->
                    couple.ana().post(couple.path("/bids"), body).extract().statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        for (var answer : AtOnce.all(calls.size(), calls)) {
            statuses.add(answer);
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 200);
        assertThat(listed(couple, couple.ana(), "")).hasSize(1);
    }

    @Test
    void what_the_receiver_says_is_seen_at_once_and_what_the_bidder_says_once_the_receiver_has_spoken() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "perspective", says("missed", "unnoticed"));
        see(couple, couple.ana(), bid).body("myPerspective.response", equalTo("missed"));
        see(couple, couple.ben(), bid).body("partnerPerspective", nullValue());

        give(couple, couple.ben(), bid, says("turned_toward"))
                .statusCode(200)
                .body("myPerspective.blind", equalTo(true))
                .body("partnerPerspective.response", equalTo("missed"))
                .body("partnerPerspective.blind", equalTo(true));
        see(couple, couple.ana(), bid).body("partnerPerspective.response", equalTo("turned_toward"));
    }

    @Test
    void a_bidder_who_could_see_the_response_is_not_blind() {
        var couple = Couple.together();
        String bid = log(couple, couple.ben(), "partner", "perspective", says("turned_toward"));
        give(couple, couple.ana(), bid, says("turned_toward"))
                .body("myPerspective.blind", equalTo(false))
                .body("partnerPerspective.blind", equalTo(true));
    }

    @Test
    void a_note_is_its_authors_unless_shared() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        var said = Map.<String, Object>of("response", "noticed", "note", "I was tired.");
        give(couple, couple.ben(), bid, said)
                .body("myPerspective.note", equalTo("I was tired."), "myPerspective.noteShared", equalTo(false));
        see(couple, couple.ana(), bid)
                .body("partnerPerspective.note", nullValue(), "partnerPerspective.noteShared", nullValue());

        give(couple, couple.ben(), bid, Map.of("response", "noticed", "note", "I was tired.", "noteShared", true));
        see(couple, couple.ana(), bid).body("partnerPerspective.note", equalTo("I was tired."));
    }

    @Test
    void nobody_logs_as_unnoticed_what_they_noticed() {
        var couple = Couple.together();
        couple.ben()
                .post(couple.path("/bids"), body("partner", "perspective", says("missed", "unnoticed")))
                .statusCode(422)
                .body("code", equalTo("recorded_was_noticed"));
        String bid = log(couple, couple.ben(), "partner");
        give(couple, couple.ben(), bid, says("missed", "unnoticed"))
                .statusCode(422)
                .body("code", equalTo("recorded_was_noticed"));
        String made = log(couple, couple.ana(), "me");
        give(couple, couple.ben(), made, says("missed", "unnoticed")).statusCode(200);
    }

    @Test
    void only_a_miss_has_a_manner_and_nothing_is_noticed_before_it_is_made_or_in_the_future() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        give(couple, couple.ben(), bid, says("turned_toward", "turned_away"))
                .statusCode(422)
                .body("code", equalTo("manner_without_miss"));
        String hourAgo = TestClock.now().minus(Duration.ofHours(1)).toString();
        give(couple, couple.ben(), bid, Map.of("response", "noticed", "noticedAt", hourAgo))
                .statusCode(422)
                .body("code", equalTo("noticed_before_it_occurred"));
        String inAnHour = TestClock.now().plus(Duration.ofHours(1)).toString();
        give(couple, couple.ben(), bid, Map.of("response", "noticed", "noticedAt", inAnHour))
                .statusCode(422)
                .body("code", equalTo("noticed_in_future"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "bidder, ana, /bidder",
                "kind, dance, /kind",
                "channel, , /channel",
                "occurredAt, yesterday, /occurredAt",
                "occurredAt, 2026-11-22T19:00:00, /occurredAt",
                "occurredAt, +12026-11-22T19:00:00Z, /occurredAt",
                "author, me, /author",
                "id, 7, /id",
            })
    void what_is_no_bid_is_refused_by_the_field(String field, String value, String pointer) {
        var couple = Couple.together();
        couple.ana()
                .post(couple.path("/bids"), body("me", field, value))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        assertThat(listed(couple, couple.ana(), "")).isEmpty();
    }

    @Test
    void texts_have_their_length_in_characters() {
        var couple = Couple.together();
        log(couple, couple.ana(), "me", "cue", "🌕".repeat(200));
        couple.ana()
                .post(couple.path("/bids"), body("me", "cue", "x".repeat(201)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/cue"));
        couple.ana()
                .post(
                        couple.path("/bids"),
                        body("me", "perspective", Map.of("response", "missed", "note", "x".repeat(2001))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/perspective/note"));
    }

    @Test
    void strangers_and_other_couples_find_nothing() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        var sam = Person.stranger();
        see(couple, sam, bid).statusCode(404);
        sam.get(couple.path("/bids")).statusCode(404);
        sam.post(couple.path("/bids"), body("me")).statusCode(404);
        give(couple, sam, bid, says("noticed")).statusCode(404);

        var others = Couple.of(couple.ana(), sam);
        see(others, couple.ana(), bid).statusCode(404);
        give(others, couple.ana(), bid, says("noticed")).statusCode(404);
        give(couple, couple.ana(), UUID.randomUUID().toString(), says("noticed"))
                .statusCode(404);
    }

    @Test
    void a_write_on_something_outdated_is_refused() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        String tag = see(couple, couple.ben(), bid).extract().header("ETag");
        give(couple, couple.ana(), bid, says("missed")).statusCode(200);
        ifMatch(couple, bid, tag, "noticed", 200);
        ifMatch(couple, bid, tag, "missed", 412);
    }

    private static void ifMatch(Couple couple, String bid, String tag, String response, int status) {
        couple.ben()
                .request()
                .header("If-Match", tag)
                .contentType("application/json")
                .body(says(response))
                .put(couple.path("/bids/{bid}/perspective"), bid)
                .then()
                .statusCode(status);
    }
}
