package app.toward.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import app.toward.Couple;
import app.toward.Person;
import app.toward.Statements;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person changes what they say of themselves. */
@QuarkusTest
@ExtendWith(TestClock.class)
class ProfileTest {
    @Test
    void what_is_in_the_patch_changes_and_the_rest_stays() {
        var ana = Person.register("Ana", "Europe/Berlin");
        patch(ana, "{\"displayName\": \" Anna \", \"locale\": \"de\", \"dayStart\": \"05:30\"}")
                .statusCode(200)
                .body("displayName", equalTo("Anna"))
                .body("locale", equalTo("de"))
                .body("dayStart", equalTo("05:30"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("email", equalTo(ana.email));
        patch(ana, "{\"timeZone\": \"Europe/Lisbon\"}").statusCode(200);
        patch(ana, "{}").statusCode(200);
        ana.get("/v1/me")
                .body("displayName", equalTo("Anna"))
                .body("timeZone", equalTo("Europe/Lisbon"))
                .body("dayStart", equalTo("05:30"));
    }

    @Test
    void reading_the_profile_is_one_query() {
        var ana = Person.register("Ana", "Europe/Berlin");
        assertThat(Statements.sentFor(ana.request(), request -> request.get("/v1/me")))
                .hasSize(1);
    }

    @Test
    void null_gives_what_is_usual() {
        var ana = Person.register("Ana", "Europe/Berlin");
        patch(ana, "{\"locale\": \"de\", \"dayStart\": \"05:30\"}").statusCode(200);
        patch(ana, "{\"locale\": null, \"dayStart\": null}")
                .statusCode(200)
                .body("locale", equalTo("en"))
                .body("dayStart", equalTo("04:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"displayName\": null}",
                "{\"displayName\": \"  \"}",
                "{\"timeZone\": null}",
                "{\"timeZone\": \"Mars/Olympus\"}",
                "{\"dayStart\": \"06:01\"}",
                "{\"locale\": \"not a tag\"}",
                "{\"email\": \"other@example.org\"}",
                "{\"id\": \"01a202de-0e0f-7281-be7f-b70ad7cbd18b\"}"
            })
    void what_cannot_be_accepted_is_named(String body) {
        var ana = Person.register("Ana", "Europe/Berlin");
        String before = ana.get("/v1/me").extract().asString();
        String field = body.substring(2, body.indexOf('"', 2));
        patch(ana, body)
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors.pointer", hasItem("/" + field));
        assertThat(ana.get("/v1/me").extract().asString()).isEqualTo(before);
    }

    @Test
    void a_change_of_what_is_outdated_is_refused() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String tag = ana.get("/v1/me").extract().header("ETag");
        patch(ana, "{\"locale\": \"de\"}").statusCode(200);
        ana.request()
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body("{\"locale\": \"fr\"}")
                .patch("/v1/me")
                .then()
                .statusCode(412);
        ana.get("/v1/me").body("locale", equalTo("de"));
    }

    @Test
    void another_zone_changes_no_round_that_has_opened() {
        TestClock.set(Instant.parse("2026-03-10T12:00:00Z"));
        var couple = Couple.together("Europe/Berlin", "Europe/Berlin");
        String path = couple.path("/check-ins");
        String id = couple.ana()
                .post(path, Map.of("template", "daily"))
                .body("date", equalTo("2026-03-10"))
                .extract()
                .path("id");
        String before = couple.ben().get(path + "/" + id).extract().asString();
        patch(couple.ana(), "{\"timeZone\": \"Pacific/Auckland\", \"dayStart\": \"00:00\"}")
                .statusCode(200);
        assertThat(couple.ben().get(path + "/" + id).extract().asString()).isEqualTo(before);
        couple.answer(couple.ana(), id, "shared").statusCode(200);

        TestClock.pass(Duration.ofDays(1));
        assertThat(daily(couple.ben(), path + "/today")).contains("2026-03-11").doesNotHaveDuplicates();
    }

    @Test
    void another_zone_takes_force_when_its_change_is_there_for_everybody() {
        TestClock.set(Instant.parse("2026-03-10T20:00:00Z"));
        TestClock.freeze();
        var couple = Couple.together("Europe/Berlin", "Europe/Berlin");
        String path = couple.path("/check-ins/today");
        List<String> before = daily(couple.ben(), path);
        patch(couple.ana(), "{\"timeZone\": \"Pacific/Auckland\"}").statusCode(200);
        patch(couple.ana(), "{\"timeZone\": \"Pacific/Kiritimati\"}").statusCode(200);
        TestClock.pass(CalendarHistory.NOTICE.minusMillis(1));
        assertThat(daily(couple.ben(), path)).isEqualTo(before).doesNotContain("2026-03-11");
        TestClock.pass(Duration.ofMillis(1));
        assertThat(daily(couple.ben(), path)).contains("2026-03-11");
    }

    private static List<String> daily(Person person, String path) {
        return person.get(path).statusCode(200).extract().path("items.findAll { it.template == 'daily' }.date");
    }

    @Test
    void a_calendar_changes_no_more_often_than_can_be_read() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 1; i < 500; i++) {
            patch(ana, "{\"dayStart\": \"0" + i % 2 + ":30\"}").statusCode(200);
            TestClock.pass(CalendarHistory.NOTICE.plusMillis(1));
        }
        patch(ana, "{\"dayStart\": \"05:00\"}").statusCode(422).body("code", equalTo("too_many_calendars"));
        patch(ana, "{\"locale\": \"de\"}").statusCode(200);
    }

    @Test
    void the_partner_sees_the_new_name() {
        var couple = Couple.together();
        patch(couple.ana(), "{\"displayName\": \"Anna\"}").statusCode(200);
        couple.ben().get(couple.path("")).body("partner.displayName", equalTo("Anna"));
    }

    private static ValidatableResponse patch(Person person, String body) {
        return person.request()
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/me")
                .then();
    }
}
