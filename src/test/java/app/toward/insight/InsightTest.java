package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ExtendWith(TestClock.class)
class InsightTest {
    private Couple us;

    @BeforeEach
    void found() {
        us = Couple.together();
    }

    @Test
    void few_bids_are_counted_and_no_more() {
        logs(us.ana(), "turned_toward", "turned_toward", "missed", "noticed");
        Map<String, Object> figure = figure(us.ana(), "turned_toward", "mine", "me");
        assertThat(figure)
                .containsEntry("status", "insufficient_data")
                .containsEntry("n", 3)
                .containsEntry("count", 2)
                .containsEntry("leftOut", 1)
                .doesNotContainKeys("value", "interval", "direction")
                .containsEntry(
                        "sentence",
                        "Of 3 bids that you made, 2 were turned toward, as you saw it; that is too few to say more.");
        assertThat(caveats(figure)).contains("only_logged", "noticed_left_out").doesNotContain("only_noticed");
    }

    @Test
    void from_five_bids_on_there_is_an_interval_and_from_twenty_on_a_value() {
        logs(us.ana(), "turned_toward", "turned_toward", "turned_toward", "turned_toward", "missed");
        Map<String, Object> figure = figure(us.ana(), "turned_toward", "mine", "me");
        assertThat(figure).containsEntry("status", "interval_only").doesNotContainKey("value");
        assertThat(JsonPath.from(json(figure)).getFloat("interval.low")).isEqualTo(.3755f);
        assertThat(JsonPath.from(json(figure)).getFloat("interval.high")).isEqualTo(.9638f);
        for (int i = 0; i < 3; i++) {
            logs(us.ana(), "turned_toward", "turned_toward", "turned_toward", "turned_toward", "missed");
        }
        assertThat(figure(us.ana(), "turned_toward", "mine", "me"))
                .containsEntry("status", "ok")
                .containsEntry("value", .8f)
                .containsEntry(
                        "sentence",
                        "Of 20 bids that you made, 16 were turned toward, as you saw it: 80 %."
                                + " Anything between 58 % and 92 % fits these numbers.");
    }

    @Test
    void what_the_bidder_says_counts_for_the_receiver_once_they_have_said_theirs() {
        String bid = log(us.ana(), "missed");
        assertThat(figure(us.ben(), "turned_toward", "partner_visible", "partner"))
                .containsEntry("n", 0);
        assertThat(figure(us.ana(), "turned_toward", "mine", "me")).containsEntry("n", 1);
        us.ben()
                .put(us.path("/bids/" + bid + "/perspective"), Map.of("response", "turned_toward"))
                .statusCode(200);
        assertThat(figure(us.ben(), "turned_toward", "partner_visible", "partner"))
                .containsEntry("n", 1)
                .containsEntry("count", 0);
        assertThat(figure(us.ana(), "agreement", "joint", "me"))
                .containsEntry("n", 1)
                .containsEntry("count", 0);
        assertThat(caveats(figure(us.ana(), "turned_toward", "partner_visible", "me")))
                .contains("only_noticed");
    }

    @Test
    void irritation_is_counted_for_who_said_so_alone() {
        String bid = log(us.ana(), "turned_toward");
        us.ben()
                .put(us.path("/bids/" + bid + "/perspective"), Map.of("response", "missed", "manner", "turned_against"))
                .statusCode(200);
        us.ben()
                .get(us.path("/insights/bids"))
                .statusCode(200)
                .body("misses.find { it.bidder == 'partner' }.turnedAgainst", equalTo(1));
        String hers = us.ana()
                .get(us.path("/insights/bids"))
                .statusCode(200)
                .extract()
                .asString();
        assertThat(JsonPath.from(hers).getList("misses.turnedAgainst", Integer.class))
                .containsOnly(0);
    }

    @Test
    void only_what_is_revealed_counts_of_the_other() {
        answer(us.ana(), "shared", 6);
        answer(us.ben(), "private", 2);
        assertThat(scale(us.ana(), "mean", "mine")).containsEntry("n", 1);
        assertThat(scale(us.ana(), "mean", "partner_visible")).containsEntry("n", 0);
        assertThat(scale(us.ana(), "difference", "joint")).containsEntry("n", 0);
        answer(us.ben(), "shared", 2);
        assertThat(scale(us.ana(), "mean", "partner_visible")).containsEntry("n", 1);
        assertThat(scale(us.ana(), "difference", "joint")).containsEntry("n", 1);
        us.ana()
                .get(us.path("/insights/rhythm"))
                .statusCode(200)
                .body("figure.count", equalTo(1))
                .body("weeks.revealed", hasItem(true));
    }

    @Test
    void two_weeks_of_answers_have_a_mean_and_a_difference() {
        TestClock.set(Instant.parse("2026-03-20T19:00:00Z"));
        var couple = Couple.together();
        // Over the end of winter time.
        for (int day = 0; day < 15; day++) {
            answer(couple, couple.ana(), "shared", 4 + day % 3);
            answer(couple, couple.ben(), "shared", 3 + day % 2);
            TestClock.pass(Duration.ofDays(1));
        }
        var read = couple.ana()
                .get(couple.path("/insights/check-ins?bucket=week"))
                .statusCode(200)
                .body(
                        "figures.find { it.metric == 'mean' && it.item == 'mood' && it.perspective == 'mine' }.n",
                        equalTo(15))
                .body(
                        "figures.find { it.metric == 'mean' && it.item == 'mood' && it.perspective == 'mine' }.value",
                        equalTo(5f))
                .body("figures.find { it.metric == 'difference' && it.item == 'mood' }.status", equalTo("ok"))
                .body("figures.find { it.metric == 'difference' && it.item == 'mood' }.value", equalTo(1.5333f))
                .body("figures.find { it.metric == 'distance' && it.item == 'mood' }.interval", nullValue())
                .extract()
                .jsonPath();
        assertThat(read
                        .getList(
                                "buckets.collectMany { it.figures }.findAll { it.metric == 'mean' && it.item == 'mood'"
                                        + " && it.perspective == 'mine' }.n",
                                Integer.class)
                        .stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(15);
    }

    @Test
    void a_late_answer_is_left_out_and_counted() {
        TestClock.set(Instant.parse("2026-06-20T19:00:00Z"));
        var couple = Couple.together();
        String round = couple.ana()
                .post(couple.path("/check-ins"), Map.of("template", "daily"))
                .statusCode(200)
                .extract()
                .path("id");
        TestClock.set(Instant.parse("2026-06-21T09:00:00Z"));
        answer(couple, couple.ana(), round, "shared", 5);
        assertThat(scale(couple, couple.ana(), "mean", "mine"))
                .containsEntry("n", 0)
                .containsEntry("leftOut", 1);
    }

    @Test
    void a_day_starts_when_the_caller_says() {
        TestClock.set(Instant.parse("2026-10-25T12:00:00Z"));
        var couple = Couple.together();
        // The clocks of Berlin go back at 01:00 UTC; the day starts at 04:00, which is 03:00 UTC.
        logAt(couple, "2026-10-25T02:59:59Z");
        logAt(couple, "2026-10-25T03:00:00Z");
        couple.ana()
                .get(couple.path("/insights/bids?bucket=day&from=2026-10-24&to=2026-10-25&perspective=mine"))
                .statusCode(200)
                .body("buckets.window.from", equalTo(List.of("2026-10-24", "2026-10-25")))
                .body("buckets.collect { it.figures.find { it.bidder == 'me' }.n }", equalTo(List.of(1, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-02-02&to=2026-02-01",
                "from=1900-01-01",
                "to=+999999999-12-31",
                "from=2024-12-31&to=2026-01-01",
                "from=2025-08-24&to=2026-01-01&bucket=day",
                "from=2025-01-02&to=2026-01-01&bucket=day",
                "bucket=year",
                "perspective=joint"
            })
    void a_window_that_makes_no_sense_is_refused(String query) {
        us.ana()
                .get(us.path("/insights/bids?" + query.replace("+", "%2B")))
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    @Test
    void the_words_are_in_the_callers_language() {
        log(us.ana(), "turned_toward");
        us.ana()
                .request()
                .header("Accept-Language", "fr, de-AT;q=0.8, en;q=0.5")
                .get(us.path("/insights"))
                .then()
                .statusCode(200)
                .header("Content-Language", "de")
                .body(
                        "figures[0].sentence",
                        equalTo("Von dem einen Kontaktangebot von dir wurde eines erwidert, so wie du es gesehen hast;"
                                + " das ist zu wenig, um mehr zu sagen."));
    }

    private void logs(Person who, String... responses) {
        for (String response : responses) {
            log(who, response);
        }
    }

    private String log(Person who, String response) {
        return log(us, who, response, TestClock.now().toString());
    }

    private static void logAt(Couple couple, String at) {
        log(couple, couple.ana(), "turned_toward", at);
    }

    private static String log(Couple couple, Person who, String response, String at) {
        return who.post(
                        couple.path("/bids"),
                        Map.of(
                                "bidder", "me",
                                "kind", "play",
                                "channel", "in_person",
                                "occurredAt", at,
                                "perspective", Map.of("response", response)))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void answer(Person who, String visibility, int mood) {
        answer(us, who, visibility, mood);
    }

    private static void answer(Couple couple, Person who, String visibility, int mood) {
        String round = who.post(couple.path("/check-ins"), Map.of("template", "daily"))
                .statusCode(200)
                .extract()
                .path("id");
        answer(couple, who, round, visibility, mood);
    }

    private static void answer(Couple couple, Person who, String round, String visibility, int mood) {
        who.put(
                        couple.path("/check-ins/" + round + "/answer"),
                        Map.of(
                                "visibility",
                                visibility,
                                "values",
                                Map.of(
                                        "mood", mood,
                                        "closeness", 5,
                                        "presence", 5,
                                        "feeling_heard", 5,
                                        "time_together", 5)))
                .statusCode(200);
    }

    private Map<String, Object> figure(Person who, String metric, String perspective, String bidder) {
        return only(who.get(us.path("/insights"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("figures.findAll { it.metric == '" + metric + "' && it.perspective == '" + perspective
                        + "' && it.bidder == '" + bidder + "' }"));
    }

    private Map<String, Object> scale(Person who, String metric, String perspective) {
        return scale(us, who, metric, perspective);
    }

    private static Map<String, Object> scale(Couple couple, Person who, String metric, String perspective) {
        return only(who.get(couple.path("/insights"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("figures.findAll { it.metric == '" + metric + "' && it.perspective == '" + perspective
                        + "' && it.item == 'mood' }"));
    }

    private static Map<String, Object> only(List<Map<String, Object>> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @SuppressWarnings("unchecked") // The shape is the contract's.
    private static List<String> caveats(Map<String, Object> figure) {
        return (List<String>) java.util.Objects.requireNonNull(figure.get("caveats"));
    }

    private static String json(Map<String, Object> figure) {
        return io.vertx.core.json.Json.encode(figure);
    }
}
