package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class CheckInTest {
    @Inject
    EntityManager database;

    private Rounding us;

    @BeforeEach
    void found() {
        us = Rounding.together();
    }

    @Test
    void the_second_shared_answer_reveals_both() {
        String round = us.begun("daily");
        us.answer(us.ana(), round, "shared")
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("me.values.mood", equalTo(5))
                .body("me.late", equalTo(false))
                .body("partner", nullValue());
        us.read(us.ben(), round).statusCode(200).body("state", equalTo("open")).body("partner", nullValue());
        us.answer(us.ben(), round, "shared")
                .statusCode(200)
                .body("state", equalTo("revealed"))
                .body("partner.values.mood", equalTo(5));
        us.read(us.ana(), round)
                .body("state", equalTo("revealed"))
                .body("revealedAt", notNullValue())
                .body("partner.values.closeness", equalTo(6))
                .body("partner.visibility", nullValue());
    }

    @Test
    void both_get_the_same_round_of_a_date_and_asking_for_it_changes_nothing() {
        String round = us.begun("daily");
        us.begin(us.ben(), "daily").statusCode(200).body("id", equalTo(round));
        us.begin(us.ana(), "weekly").statusCode(200).body("id", not(equalTo(round)));
        us.ana().get(us.couple().path("/check-ins")).statusCode(200).body("items.id", hasItem(round));
    }

    @Test
    void a_private_answer_is_seen_by_its_author_alone() {
        String round = us.begun("daily");
        us.answer(us.ana(), round, "private").statusCode(200).body("me.visibility", equalTo("private"));
        us.answer(us.ben(), round, "shared").statusCode(200).body("state", equalTo("open"));
        us.read(us.ben(), round).body("state", equalTo("open")).body("partner", nullValue());
    }

    @Test
    void an_answer_stands_from_the_reveal_on_and_may_be_repeated() {
        String round = us.begun("daily");
        us.both().forEach(person -> us.answer(person, round, "shared"));
        us.answer(us.ana(), round, "shared").statusCode(200).body("state", equalTo("revealed"));
        us.answer(us.ana(), round, "private").statusCode(409).body("code", equalTo("already_revealed"));
    }

    @Test
    void an_answer_may_be_changed_before_the_reveal() {
        String round = us.begun("daily");
        us.answer(us.ana(), round, "shared");
        us.answer(us.ana(), round, "private").statusCode(200);
        us.answer(us.ben(), round, "shared").body("state", equalTo("open"));
        Map<String, Object> changed = new HashMap<>(Couple.DAILY);
        changed.put("mood", 1);
        us.answer(us.ana(), round, "shared", changed).body("state", equalTo("revealed"));
        us.read(us.ben(), round).body("partner.values.mood", equalTo(1));
    }

    @Test
    void an_answer_withdrawn_before_the_reveal_leaves_nothing() {
        String round = us.begun("daily");
        us.answer(us.ana(), round, "shared");
        us.withdraw(us.ana(), round).statusCode(204);
        us.withdraw(us.ana(), round).statusCode(204);
        us.read(us.ana(), round).body("me", nullValue());
        us.answer(us.ben(), round, "shared").body("state", equalTo("open"));
    }

    @Test
    void an_answer_withdrawn_after_the_reveal_leaves_a_tombstone() {
        String round = us.begun("daily");
        us.both().forEach(person -> us.answer(person, round, "shared"));
        us.add(us.ana(), round, "One more thing.");
        us.withdraw(us.ana(), round).statusCode(204);
        us.read(us.ben(), round)
                .body("state", equalTo("revealed"))
                .body("partner", equalTo(Map.of("withdrawn", true)))
                .body("me.values.mood", equalTo(5));
        us.read(us.ana(), round).body("me", equalTo(Map.of("withdrawn", true))).body("partner.values.mood", equalTo(5));
        us.answer(us.ana(), round, "shared").statusCode(409).body("code", equalTo("already_revealed"));
        us.add(us.ana(), round, "Still.").statusCode(409).body("code", equalTo("answer_withdrawn"));
    }

    @Test
    void an_addendum_comes_after_the_reveal_and_both_see_it() {
        String round = us.begun("daily");
        us.answer(us.ana(), round, "shared");
        us.add(us.ana(), round, "Too early.").statusCode(409).body("code", equalTo("not_revealed"));
        us.answer(us.ben(), round, "shared");
        us.add(us.ana(), round, "I slept on it.").statusCode(200).body("me.addendum", equalTo("I slept on it."));
        us.read(us.ben(), round).body("partner.addendum", equalTo("I slept on it."));
    }

    @Test
    void a_round_that_has_closed_takes_no_answer_on_any_day() {
        String round = us.begun("daily");
        us.answer(us.ben(), round, "shared");
        TestClock.pass(Duration.ofHours(46));
        us.answer(us.ana(), round, "shared").statusCode(409).body("code", equalTo("round_closed"));
        us.read(us.ana(), round)
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("partner", nullValue());
        us.read(us.ben(), round).body("state", equalTo("closed")).body("me.values.mood", equalTo(5));
        // Repeated, because the first response was lost.
        us.answer(us.ben(), round, "shared").statusCode(200);
    }

    @Test
    void an_answer_after_the_end_of_ones_own_date_is_late() {
        TestClock.set(Instant.parse("2026-11-20T12:00:00Z"));
        var apart = new Rounding(Couple.together("Europe/Berlin", "America/New_York"));
        String round = apart.begun("daily");
        TestClock.set(Instant.parse("2026-11-21T04:00:00Z"));
        apart.answer(apart.ana(), round, "shared").statusCode(200).body("me.late", equalTo(true));
        apart.answer(apart.ben(), round, "shared")
                .body("me.late", equalTo(false))
                .body("partner.late", equalTo(true));
    }

    @Test
    void a_round_of_tomorrow_is_not_there_yet() {
        String partnership = us.couple().partnership();
        UUID next = RoundId.of(
                UUID.fromString(partnership),
                "daily",
                java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3));
        us.read(us.ana(), next.toString()).statusCode(404);
        us.answer(us.ana(), next.toString(), "shared").statusCode(404);
        us.withdraw(us.ana(), next.toString()).statusCode(404);
        us.add(us.ana(), next.toString(), "Soon.").statusCode(404);
    }

    @Test
    void who_is_still_in_yesterday_at_the_founding_of_a_week_gets_its_first_round() {
        // A Monday, 04:30 in Berlin and in the other's zone: then one of them is in Sunday.
        TestClock.set(Instant.parse("2026-11-23T03:30:00Z"));
        us = Rounding.together();
        move(us.ben(), "Pacific/Honolulu");
        TestClock.pass(Duration.ofMinutes(1));
        for (Person person : us.both()) {
            for (String template : List.of("daily", "weekly")) {
                String round =
                        us.begin(person, template).statusCode(200).extract().path("id");
                us.read(person, round).statusCode(200).body("state", equalTo("open"));
                us.today(person).body("items.id", hasItem(round));
            }
        }
    }

    private static void move(Person person, String zone) {
        person.patch("/v1/me", Map.of("timeZone", zone)).statusCode(200);
    }

    @Test
    void saying_the_same_once_more_tells_nobody() {
        String round = us.begun("daily");
        us.both().forEach(person -> us.answer(person, round, "shared"));
        us.add(us.ana(), round, "I slept on it.").statusCode(200);
        long before = positionOf(us.ben());
        us.add(us.ana(), round, "I slept on it.").statusCode(200);
        us.answer(us.ana(), round, "shared").statusCode(200);
        assertThat(positionOf(us.ben())).isEqualTo(before);
        us.add(us.ana(), round, "Twice.").statusCode(200);
        assertThat(positionOf(us.ben())).isEqualTo(before + 1);
    }

    private long positionOf(Person person) {
        return (Long) database.createNativeQuery(
                        "select f.position from credential c join feed f on f.account_id = c.account_id"
                                + " where c.email = :email",
                        Long.class)
                .setParameter("email", person.email)
                .getSingleResult();
    }

    @Test
    void blanks_count_as_characters_too() {
        String round = us.begun("daily");
        Map<String, Object> values = new HashMap<>(Couple.DAILY);
        values.put("appreciation", " ".repeat(2000) + "x");
        us.answer(us.ana(), round, "private", values).statusCode(400);
        values.put("appreciation", " ".repeat(1999) + "x");
        us.answer(us.ana(), round, "private", values).statusCode(200);
        values.put("appreciation", "  ");
        us.answer(us.ana(), round, "private", values).statusCode(400);
    }

    @Test
    void a_second_round_on_demand_is_not_opened_beside_one_that_is_open() {
        String path = us.couple().path("/check-ins");
        String round = us.begun("after_conflict");
        us.begin(us.ben(), "after_conflict").statusCode(200).body("id", equalTo(round));
        us.ana()
                .post(path, Map.of("template", "after_conflict", "id", UUID.randomUUID()))
                .statusCode(200)
                .body("id", equalTo(round));
        us.both().forEach(person -> us.answer(person, round, "shared", Couple.AFTER_CONFLICT));
        String next =
                us.begin(us.ben(), "after_conflict").statusCode(201).extract().path("id");
        TestClock.pass(Duration.ofHours(73));
        us.ben()
                .post(path, Map.of("template", "after_conflict", "id", next))
                .statusCode(200)
                .body("state", equalTo("closed"));
        us.begin(us.ana(), "after_conflict").statusCode(201);
    }

    @Test
    void a_round_on_demand_opened_at_the_same_time_is_opened_once() {
        Map<String, Object> asked = Map.of("template", "after_conflict", "id", UUID.randomUUID());
        String path = us.couple().path("/check-ins");
        TestClock.freeze();
        us.both().forEach(Person::accessToken);
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> us.both().get(i % 2).post(path, asked).extract().statusCode())
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 201);
    }

    @Test
    void a_stranger_finds_no_round() {
        String round = us.begun("daily");
        us.answer(Person.stranger(), round, "shared").statusCode(404);
        us.read(Person.stranger(), round).statusCode(404);
        us.begin(Person.stranger(), "daily").statusCode(404);
        var others = Rounding.together();
        others.read(others.ana(), round).statusCode(404);
        others.answer(others.ana(), round, "shared").statusCode(404);
    }

    @Test
    void a_round_on_demand_is_opened_once_for_both() {
        Map<String, Object> asked = Map.of("template", "after_conflict", "id", UUID.randomUUID());
        String path = us.couple().path("/check-ins");
        String round = us.ana().post(path, asked).statusCode(201).extract().path("id");
        us.ben().post(path, asked).statusCode(200).body("id", equalTo(round));
        us.ben().get(path).body("items.id", hasItem(round));
        us.today(us.ben()).body("items.id", hasItem(round));
        us.answer(us.ana(), round, "shared", Couple.AFTER_CONFLICT).statusCode(200);
        us.answer(us.ben(), round, "shared", Couple.AFTER_CONFLICT).body("state", equalTo("revealed"));
        us.today(us.ben()).body("items.id", not(hasItem(round)));
    }

    @Test
    void a_round_on_demand_closes_after_three_days() {
        String round = us.begun("after_conflict");
        TestClock.pass(Duration.ofHours(73));
        us.answer(us.ana(), round, "shared", Couple.AFTER_CONFLICT).statusCode(409);
        us.read(us.ben(), round).body("state", equalTo("closed"));
    }

    @Test
    void a_dated_id_cannot_be_chosen() {
        String dated = us.begun("daily");
        us.ana()
                .post(us.couple().path("/check-ins"), Map.of("template", "after_conflict", "id", dated))
                .statusCode(400);
        us.ana()
                .post(us.couple().path("/check-ins"), Map.of("template", "daily", "id", dated))
                .statusCode(400);
    }

    @Test
    void values_that_the_template_does_not_have_are_refused_by_name() {
        String round = us.begun("daily");
        for (Object mood : new Object[] {0, 8, "5", 4.5, true, Map.of()}) {
            Map<String, Object> values = new HashMap<>(Couple.DAILY);
            values.put("mood", mood);
            us.answer(us.ana(), round, "shared", values)
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/values/mood"));
        }
        us.answer(us.ana(), round, "shared", Map.of("mood", 3))
                .statusCode(400)
                .body("errors[0].code", equalTo("missing"));
        Map<String, Object> more = new HashMap<>(Couple.DAILY);
        more.put("score", 1);
        us.answer(us.ana(), round, "shared", more).statusCode(400).body("errors[0].code", equalTo("unknown_item"));
        more.remove("score");
        more.put("appreciation", "\u0000");
        us.answer(us.ana(), round, "shared", more).statusCode(400);
        us.read(us.ana(), round).body("me", nullValue());
    }

    @Test
    void a_write_on_something_outdated_is_refused() {
        String round = us.begun("daily");
        String before = us.read(us.ana(), round).extract().header("ETag");
        us.answer(us.ana(), round, "private").statusCode(200);
        us.ana()
                .request()
                .header("If-Match", before)
                .contentType(ContentType.JSON)
                .body(Map.of("visibility", "shared", "values", Couple.DAILY))
                .put(us.answerPath(round))
                .then()
                .statusCode(412);
    }

    @Test
    void today_has_every_round_that_can_be_answered() {
        us.today(us.ana())
                .body("items.template", containsInAnyOrder("daily", "weekly"))
                .body("items[0].closesAt", notNullValue());
        // At noon, for from midnight to four in the morning only one round of a day is open.
        Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        TestClock.pass(Duration.between(Instant.now(), noon));
        String stillOpen = us.begun("daily");
        us.both().forEach(person -> us.answer(person, stillOpen, "shared"));
        us.today(us.ana()).body("items.id", not(hasItem(stillOpen))).body("items.template", hasItem("daily"));
    }

    @Test
    void the_list_has_own_and_open_rounds_newest_first_page_by_page() {
        String first = us.begun("daily");
        us.answer(us.ana(), first, "private");
        us.answer(us.ben(), first, "shared");
        TestClock.pass(Duration.ofDays(12));
        String second = us.begun("daily");
        us.answer(us.ana(), second, "shared");
        String list = us.couple().path("/check-ins");
        var all = us.ana().get(list).statusCode(200).extract().jsonPath().getList("items.id");
        assertThat(all).doesNotHaveDuplicates().contains(second).endsWith(first);
        String next =
                us.ana().get(list + "?limit=" + (all.size() - 1)).extract().path("next");
        us.ana().get(list + "?after=" + next).body("items.id", contains(first));
        us.ben().get(list + "?after=" + next).statusCode(400);
    }
}
