package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two people do whatever comes to their mind, through a pause and beyond the end; and at each stage what is counted for
 * either of them is what they can count themselves in the lists that they are shown.
 */
@QuarkusTest
@ExtendWith(TestClock.class)
class CountedAsShownTest {
    private static final int ACTS = 40;
    private static final int ACTS_AT_ONCE = 10;
    private static final List<String> STAGES = List.of("active", "paused", "active", "ended");
    private static final List<Map<String, Object>> PERSPECTIVES = List.of(
            Map.of("response", "turned_toward"),
            Map.of("response", "noticed"),
            Map.of("response", "missed"),
            Map.of("response", "missed", "manner", "turned_away"),
            Map.of("response", "missed", "manner", "turned_against"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void what_is_counted_is_what_the_lists_show(long seed) {
        TestClock.set(Instant.parse("2026-06-01T10:00:00Z"));
        var couple = Couple.together();
        var random = new Random(seed);
        for (String stage : STAGES) {
            couple.ana().patch(couple.path(""), Map.of("state", stage));
            for (int act = 0; act < ACTS; act++) {
                act(couple, random.nextBoolean() ? couple.ana() : couple.ben(), random);
                if (act % ACTS_AT_ONCE == 0) {
                    TestClock.pass(Duration.ofHours(8));
                }
            }
            for (Person who : List.of(couple.ana(), couple.ben())) {
                assertThat(countedBids(couple, who))
                        .as(stage + " for " + who.name)
                        .isEqualTo(shownBids(couple, who));
                assertThat(countedTimes(couple, who))
                        .as(stage + " for " + who.name)
                        .isEqualTo(shownTimes(couple, who));
                assertThat(countedScales(couple, who))
                        .as(stage + " for " + who.name)
                        .isEqualTo(shownScales(couple, who));
            }
        }
    }

    @Test
    void a_pause_and_the_end_take_the_partners_word_away_and_leave_ones_own() {
        var couple = Couple.together();
        log(couple, couple.ana(), "me", Map.of("response", "missed"));
        String bid = idOfNewest(couple, couple.ana());
        respond(couple, couple.ben(), bid, Map.of("response", "turned_toward"));
        assertThat(turnedToward(couple, couple.ana(), "me")).containsExactly(1, 1);
        couple.ben().patch(couple.path(""), Map.of("state", "paused")).statusCode(200);
        log(couple, couple.ana(), "me", Map.of("response", "turned_toward"));
        String kept = idOfNewest(couple, couple.ana());
        assertThat(kept).isNotEqualTo(bid);
        assertThat(turnedToward(couple, couple.ana(), "me")).containsExactly(2, 1);
        assertThat(turnedToward(couple, couple.ben(), "partner")).containsExactly(1, 1);
        couple.ben().patch(couple.path(""), Map.of("state", "active")).statusCode(200);
        assertThat(turnedToward(couple, couple.ben(), "partner")).containsExactly(1, 1);
        couple.ana().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        assertThat(turnedToward(couple, couple.ana(), "me")).containsExactly(2, 0);
        assertThat(turnedToward(couple, couple.ben(), "partner")).containsExactly(1, 0);
    }

    /** How many bids a share rests on, by the caller's word and by the partner's. */
    private static List<Integer> turnedToward(Couple couple, Person who, String bidder) {
        JsonPath read = read(couple, who, "/insights/bids");
        return List.of("mine", "partner_visible").stream()
                .map(perspective -> read.getInt("figures.find { it.metric == 'turned_toward' && it.perspective == '"
                        + perspective + "' && it.bidder == '" + bidder + "' }.n"))
                .toList();
    }

    /** Whatever is refused is refused: this is not about that. */
    private static void act(Couple couple, Person who, Random random) {
        List<String> bids = read(couple, who, "/bids?limit=200").getList("items.id");
        @Nullable String bid = bids.isEmpty() ? null : bids.get(random.nextInt(bids.size()));
        var perspective = PERSPECTIVES.get(random.nextInt(PERSPECTIVES.size()));
        String bidder = random.nextBoolean() ? "me" : "partner";
        switch (random.nextInt(bid == null ? 2 : 12)) {
            case 0, 1 -> log(couple, who, bidder, random.nextBoolean() ? perspective : null);
            case 2, 3, 4, 5, 6 -> respond(couple, who, String.valueOf(bid), perspective);
            case 7 -> who.delete(couple.path("/bids/" + bid + "/perspective"));
            case 8 -> {
                if (random.nextInt(3) == 0) {
                    who.delete(couple.path("/bids/" + bid));
                }
            }
            case 9 -> withdraw(couple, who, random);
            default -> answer(couple, who, random);
        }
    }

    private static void log(Couple couple, Person who, String bidder, @Nullable Map<String, Object> perspective) {
        var bid = new LinkedHashMap<String, Object>(Map.of(
                "bidder",
                bidder,
                "kind",
                "help",
                "channel",
                "message",
                "occurredAt",
                TestClock.now().toString()));
        if (perspective != null) {
            bid.put("perspective", perspective);
        }
        who.post(couple.path("/bids"), bid);
    }

    private static void respond(Couple couple, Person who, String bid, Map<String, Object> perspective) {
        who.put(couple.path("/bids/" + bid + "/perspective"), perspective);
    }

    private static void answer(Couple couple, Person who, Random random) {
        List<String> open = read(couple, who, "/check-ins/today")
                .getList("items.findAll { it.template == 'daily' && it.state == 'open' }.id");
        if (!open.isEmpty()) {
            int value = 1 + random.nextInt(7);
            who.put(
                    couple.path("/check-ins/" + open.get(random.nextInt(open.size())) + "/answer"),
                    Map.of(
                            "visibility",
                            random.nextInt(4) == 0 ? "private" : "shared",
                            "values",
                            Map.of(
                                    "mood", value,
                                    "closeness", 5,
                                    "presence", 5,
                                    "feeling_heard", 5,
                                    "time_together", 5)));
        }
    }

    private static void withdraw(Couple couple, Person who, Random random) {
        List<String> answered = read(couple, who, "/check-ins?limit=200").getList("items.id");
        if (!answered.isEmpty() && random.nextInt(3) == 0) {
            who.delete(couple.path("/check-ins/" + answered.get(random.nextInt(answered.size())) + "/answer"));
        }
    }

    private static Map<String, Object> countedBids(Couple couple, Person who) {
        JsonPath read = read(couple, who, "/insights/bids");
        var counted = new LinkedHashMap<String, Object>();
        for (Map<String, Object> figure : read.<Map<String, Object>>getList("figures")) {
            String name = figure.get("bidder") + " " + figure.get("metric") + " " + figure.get("perspective");
            counted.put(name, List.of(figure.get("count"), figure.get("n"), figure.getOrDefault("leftOut", 0)));
        }
        for (Map<String, Object> misses : read.<Map<String, Object>>getList("misses")) {
            counted.put(
                    misses.get("bidder") + " misses", List.of(misses.get("turnedAway"), misses.get("turnedAgainst")));
        }
        return counted;
    }

    private static Map<String, Object> shownBids(Couple couple, Person who) {
        var shown = new LinkedHashMap<String, Object>();
        for (String bidder : List.of("me", "partner")) {
            List<Map<String, Object>> bids = bids(couple, who, bidder);
            for (String perspective : List.of("mine", "partner_visible")) {
                String key = perspective.equals("mine") ? "myPerspective" : "partnerPerspective";
                int noticed = count(bids, bid -> says(bid, key, "noticed"));
                int turned = count(bids, bid -> says(bid, key, "turned_toward"));
                int missed = count(bids, bid -> says(bid, key, "missed"));
                int repaired = count(bids, bid -> part(bid, key).containsKey("repairedAt"));
                shown.put(bidder + " turned_toward " + perspective, List.of(turned, turned + missed, noticed));
                shown.put(bidder + " repaired " + perspective, List.of(repaired, missed + repaired, 0));
            }
            List<Map<String, Object>> byBoth = bids.stream()
                    .filter(bid -> saysMore(bid, "myPerspective") && saysMore(bid, "partnerPerspective"))
                    .toList();
            int agreed = count(
                    byBoth,
                    bid -> says(
                            bid,
                            "myPerspective",
                            String.valueOf(part(bid, "partnerPerspective").get("response"))));
            shown.put(bidder + " agreement joint", List.of(agreed, byBoth.size(), 0));
            shown.put(
                    bidder + " misses",
                    List.of(
                            count(
                                    bids,
                                    bid -> "turned_away"
                                            .equals(part(bid, "myPerspective").get("manner"))),
                            count(
                                    bids,
                                    bid -> "turned_against"
                                            .equals(part(bid, "myPerspective").get("manner")))));
        }
        return shown;
    }

    private static Map<String, Object> countedTimes(Couple couple, Person who) {
        JsonPath read = read(couple, who, "/insights/times");
        var counted = new LinkedHashMap<String, Object>();
        for (String bidder : List.of("me", "partner")) {
            String cells = "cells.findAll { it.bidder == '" + bidder + "' }";
            counted.put(bidder + " bids", read.getInt(cells + ".sum { it.bids }"));
            counted.put(bidder + " mine", read.getInt(cells + ".sum { it.mine.turnedToward }"));
            counted.put(bidder + " partners", read.getInt(cells + ".sum { it.partnerVisible.turnedToward }"));
            counted.put(bidder + " responses", read.getInt("figures.find { it.bidder == '" + bidder + "' }.n"));
        }
        return counted;
    }

    private static Map<String, Object> shownTimes(Couple couple, Person who) {
        var shown = new LinkedHashMap<String, Object>();
        for (String bidder : List.of("me", "partner")) {
            List<Map<String, Object>> bids = bids(couple, who, bidder);
            String receivers = bidder.equals("me") ? "partnerPerspective" : "myPerspective";
            shown.put(bidder + " bids", bids.size());
            shown.put(bidder + " mine", count(bids, bid -> says(bid, "myPerspective", "turned_toward")));
            shown.put(bidder + " partners", count(bids, bid -> says(bid, "partnerPerspective", "turned_toward")));
            shown.put(
                    bidder + " responses",
                    count(bids, bid -> bidder.equals(bid.get("recordedBy")) && bid.containsKey(receivers)));
        }
        return shown;
    }

    /** Of one item, by whose answers: how many there are and how many came late. */
    private static Map<String, Object> countedScales(Couple couple, Person who) {
        var counted = new LinkedHashMap<String, Object>();
        List<Map<String, Object>> figures = read(couple, who, "/insights/check-ins")
                .getList("figures.findAll { it.item == 'mood' && it.metric != 'distance' }");
        figures.forEach(figure -> counted.put(
                String.valueOf(figure.get("perspective")),
                List.of(figure.get("n"), figure.getOrDefault("leftOut", 0))));
        counted.put("reveals", read(couple, who, "/insights/rhythm").getInt("figure.count") > 0);
        return counted;
    }

    private static Map<String, Object> shownScales(Couple couple, Person who) {
        List<Map<String, Object>> rounds =
                read(couple, who, "/check-ins?limit=200").getList("items");
        var both = rounds.stream()
                .filter(round -> isAnswered(round, "me") && isAnswered(round, "partner"))
                .toList();
        int late = count(both, round -> isLate(round, "me") || isLate(round, "partner"));
        return new LinkedHashMap<>(Map.of(
                "mine", answered(rounds, "me"),
                "partner_visible", answered(rounds, "partner"),
                "joint", List.of(both.size() - late, late),
                "reveals", rounds.stream().anyMatch(round -> round.containsKey("revealedAt"))));
    }

    private static List<Integer> answered(List<Map<String, Object>> rounds, String whose) {
        int late = count(rounds, round -> isAnswered(round, whose) && isLate(round, whose));
        return List.of(count(rounds, round -> isAnswered(round, whose)) - late, late);
    }

    private static boolean isAnswered(Map<String, Object> round, String whose) {
        return part(round, whose).containsKey("values");
    }

    private static boolean isLate(Map<String, Object> round, String whose) {
        return Boolean.TRUE.equals(part(round, whose).get("late"));
    }

    private static boolean says(Map<String, Object> bid, String perspective, String response) {
        return response.equals(part(bid, perspective).get("response"));
    }

    /** Whether somebody says how a bid was met, and not only that it was noticed. */
    private static boolean saysMore(Map<String, Object> bid, String perspective) {
        return says(bid, perspective, "turned_toward") || says(bid, perspective, "missed");
    }

    @SuppressWarnings("unchecked") // The shape is the contract's.
    private static Map<String, Object> part(Map<String, Object> thing, String name) {
        return (Map<String, Object>) thing.getOrDefault(name, Map.of());
    }

    private static int count(List<Map<String, Object>> things, Predicate<Map<String, Object>> condition) {
        return Math.toIntExact(things.stream().filter(condition).count());
    }

    private static List<Map<String, Object>> bids(Couple couple, Person who, String bidder) {
        return read(couple, who, "/bids?limit=200&bidder=" + bidder).getList("items");
    }

    private static String idOfNewest(Couple couple, Person who) {
        return read(couple, who, "/bids?limit=1").getString("items[0].id");
    }

    private static JsonPath read(Couple couple, Person who, String path) {
        return who.get(couple.path(path)).statusCode(200).extract().jsonPath();
    }
}
