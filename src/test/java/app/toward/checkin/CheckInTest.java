package app.toward.checkin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class CheckInTest {
    static final Map<String, Object> VALUES =
            Map.of("mood", 5, "closeness", 6, "presence", 4, "feeling_heard", 6, "time_together", 3);

    private Couple couple;

    @BeforeEach
    void found() {
        couple = Couple.together();
    }

    private String today() {
        return begin(couple.ana(), "daily").statusCode(200).extract().path("id");
    }

    private ValidatableResponse begin(Person person, String template) {
        return person.post(couple.path("/check-ins"), Map.of("template", template));
    }

    private ValidatableResponse answer(Person person, String round, String visibility) {
        return answer(person, round, visibility, VALUES);
    }

    private ValidatableResponse answer(Person person, String round, String visibility, Map<String, Object> values) {
        return person.put(
                couple.path("/check-ins/" + round + "/answer"), Map.of("visibility", visibility, "values", values));
    }

    private ValidatableResponse read(Person person, String round) {
        return person.get(couple.path("/check-ins/" + round));
    }

    @Test
    void the_second_shared_answer_reveals_both() {
        String round = today();
        answer(couple.ana(), round, "shared")
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("me.values.mood", equalTo(5))
                .body("me.late", equalTo(false))
                .body("partner", nullValue());
        read(couple.ben(), round).statusCode(200).body("state", equalTo("open")).body("partner", nullValue());
        answer(couple.ben(), round, "shared")
                .statusCode(200)
                .body("state", equalTo("revealed"))
                .body("partner.values.mood", equalTo(5));
        read(couple.ana(), round)
                .body("state", equalTo("revealed"))
                .body("partner.values.closeness", equalTo(6))
                .body("partner.visibility", nullValue());
    }

    @Test
    void both_get_the_same_round_of_a_date_and_asking_for_it_changes_nothing() {
        String round = today();
        begin(couple.ben(), "daily").statusCode(200).body("id", equalTo(round));
        begin(couple.ana(), "weekly").statusCode(200).body("id", not(equalTo(round)));
        couple.ana().get(couple.path("/check-ins")).statusCode(200).body("items.id", hasItem(round));
    }

    @Test
    void a_private_answer_is_seen_by_its_author_alone() {
        String round = today();
        answer(couple.ana(), round, "private").statusCode(200).body("me.visibility", equalTo("private"));
        answer(couple.ben(), round, "shared").statusCode(200).body("state", equalTo("open"));
        read(couple.ben(), round).body("state", equalTo("open")).body("partner", nullValue());
    }

    @Test
    void an_answer_stands_from_the_reveal_on_and_may_be_repeated() {
        String round = today();
        answer(couple.ana(), round, "shared");
        answer(couple.ben(), round, "shared");
        answer(couple.ana(), round, "shared").statusCode(200).body("state", equalTo("revealed"));
        answer(couple.ana(), round, "private").statusCode(409).body("code", equalTo("already_revealed"));
    }

    @Test
    void a_round_that_has_closed_takes_no_answer_on_any_day() {
        String round = today();
        TestClock.pass(Duration.ofHours(46));
        answer(couple.ana(), round, "shared").statusCode(409).body("code", equalTo("round_closed"));
        read(couple.ana(), round).statusCode(200).body("state", equalTo("closed"));
    }

    @Test
    void a_stranger_finds_no_round() {
        String round = today();
        answer(Person.stranger(), round, "shared").statusCode(404);
        read(Person.stranger(), round).statusCode(404);
        begin(Person.stranger(), "daily").statusCode(404);
        read(Couple.together().ana(), round).statusCode(404);
    }

    @Test
    void the_list_has_own_and_open_rounds_newest_first_page_by_page() {
        String first = today();
        answer(couple.ana(), first, "private");
        TestClock.pass(Duration.ofDays(3));
        String second = today();
        answer(couple.ana(), second, "shared");
        var page = couple.ana().get(couple.path("/check-ins?limit=3")).statusCode(200);
        String next = page.extract().path("next");
        couple.ana()
                .get(couple.path("/check-ins?limit=3&after=" + next))
                .statusCode(200)
                .body("items.id", contains(first));
    }

    @Test
    void the_built_in_templates_are_worded_in_the_language_asked_for() {
        couple.ana()
                .get("/v1/templates")
                .statusCode(200)
                .body("items.key", contains("daily", "weekly", "after_conflict"))
                .body("items[0].items[0].prompt", equalTo("How is your mood today?"));
        couple.ana()
                .request()
                .header("Accept-Language", "fr, de-AT;q=0.8")
                .get("/v1/templates")
                .then()
                .header("Content-Language", "de")
                .header("Vary", equalTo("Accept-Language"))
                .body("items[0].title", equalTo("Heute"));
    }
}
