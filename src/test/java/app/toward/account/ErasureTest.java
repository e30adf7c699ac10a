package app.toward.account;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Dump;
import app.toward.Eventually;
import app.toward.Exporting;
import app.toward.Person;
import app.toward.TestClock;
import app.toward.WordsOfTheApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class ErasureTest {
    @Inject
    DataSource database;

    @Test
    void asking_for_it_signs_out_everywhere_and_names_the_day() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String other = ana.signIn().get("accessToken");
        var asked = ana.delete("/v1/me").statusCode(202);
        String day = asked.extract().path("erasureAt");
        assertThat(java.time.Instant.parse(day))
                .isBetween(
                        TestClock.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        TestClock.now().plus(Duration.ofDays(7)));
        ana.get("/v1/me").statusCode(401);
        given().auth().oauth2(other).get("/v1/me").then().statusCode(401);
    }

    @Test
    void it_needs_a_fresh_password() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.get("/v1/me").statusCode(200);
        TestClock.pass(Duration.ofMinutes(6));
        ana.delete("/v1/me").statusCode(403).body("code", equalTo("confirmation_needed"));
        ana.get("/v1/me").statusCode(200).body("erasureAt", nullValue());
    }

    @Test
    void who_signs_in_within_seven_days_is_told_and_can_undo_it() throws Exception {
        var couple = Couple.together();
        Person ana = couple.ana();
        ana.get("/v1/me").body("erasureAt", nullValue());
        String day = ana.delete("/v1/me").extract().path("erasureAt");
        TestClock.pass(Duration.ofDays(6));
        assertThat(String.valueOf(ana.signIn().get("erasureAt"))).isEqualTo(day);
        ana.get("/v1/me").statusCode(200).body("erasureAt", equalTo(day));
        TestClock.pass(Duration.ofHours(1));
        assertThat(ana.delete("/v1/me").statusCode(202).extract().<String>path("erasureAt"))
                .as("asked again, the day stays")
                .isEqualTo(day);
        TestClock.pass(Duration.ofHours(1));
        ana.delete("/v1/me/erasure").statusCode(204);
        ana.delete("/v1/me/erasure").statusCode(204);
        ana.get("/v1/me").statusCode(200).body("erasureAt", nullValue());
        assertThat(ana.signIn().get("erasureAt")).isNull();
        TestClock.pass(Duration.ofDays(30));
        couple.ben().get(couple.path("")).statusCode(200).body("partner.displayName", equalTo("Ana"));
        ana.get("/v1/me").statusCode(200);
    }

    @Test
    void until_then_the_partner_sees_no_change() {
        var couple = Couple.together();
        String before = couple.ben().get(couple.path("")).extract().asString();
        couple.ana().delete("/v1/me").statusCode(202);
        assertThat(couple.ben().get(couple.path("")).extract().asString()).isEqualTo(before);
    }

    @Test
    void afterwards_nothing_of_the_person_is_left_in_any_table() throws Exception {
        var words = WordsOfTheApi.together();
        String id = words.ana().get("/v1/me").extract().path("id");
        words.plantAll();
        Exporting.by(words.ana());
        assertThat(Dump.rowsWith(database, WordsOfTheApi.MARKER))
                .containsKeys("account", "answer", "bid", "mail_token", "membership", "session", "template_version");

        erase(words.ana());

        assertThat(Dump.rowsWith(database, WordsOfTheApi.MARKER)).isEmpty();
        assertThat(Dump.rowsWith(database, words.ana().email)).isEmpty();
        assertThat(Dump.rowsWith(database, id)).isEmpty();
        assertThat(Dump.rowsWith(database, WordsOfTheApi.ZONE)).isEmpty();
        assertThat(signIn(words.ana())).isEqualTo(401);
    }

    @Test
    void every_text_that_the_api_takes_is_looked_for() {
        assertThat(WordsOfTheApi.inContract()).isEqualTo(WordsOfTheApi.known());
    }

    @Test
    void what_the_other_wrote_stays_and_tombstones_stand_where_it_refers_to_the_erased_one() throws Exception {
        var couple = Couple.together("America/Adak", "Europe/Berlin");
        Person ana = couple.ana();
        Person ben = couple.ben();
        String hers = couple.bid(ana, Map.of("cue", "her cue"));
        ben.put(couple.path("/bids/{bid}/perspective"), Map.of("response", "missed", "note", "his note"), hers)
                .statusCode(200);
        String unanswered = couple.bid(ana, Map.of());
        String his =
                couple.bid(ben, Map.of("cue", "his cue", "perspective", Map.of("response", "missed", "note", "n")));
        ana.put(couple.path("/bids/{bid}/perspective"), Map.of("response", "turned_toward", "note", "hers"), his)
                .statusCode(200);
        String daily = couple.round("daily");
        couple.answerDaily(ana, daily, "her words");
        couple.answerDaily(ben, daily, "his words");
        String weekly = couple.round("weekly");
        JsonPath bidBefore = see(ben, couple.path("/bids/" + his));
        JsonPath roundBefore = see(ben, couple.path("/check-ins/" + daily));
        ben.get(couple.path("/check-ins/" + weekly)).statusCode(200);
        String mine = bidBefore.getString("myPerspective");

        erase(ana);

        JsonPath partnership = see(ben, couple.path(""));
        assertThat(partnership.getString("state")).isEqualTo("ended");
        assertThat(partnership.getMap("")).doesNotContainKey("partner");

        JsonPath tombstone = see(ben, couple.path("/bids/" + hers));
        assertThat(tombstone.getString("myPerspective.note")).isEqualTo("his note");
        assertThat(tombstone.getMap("")).doesNotContainKeys("cue", "withdrawnAt", "partnerPerspective");
        ben.get(couple.path("/bids/" + unanswered)).statusCode(404);

        JsonPath bidAfter = see(ben, couple.path("/bids/" + his));
        Map<String, Object> expected = new HashMap<>(bidBefore.getMap(""));
        assertThat(expected.remove("partnerPerspective")).isNotNull();
        assertThat(bidAfter.getMap("")).isEqualTo(expected);
        assertThat(bidAfter.getString("myPerspective")).isEqualTo(mine);

        Map<String, Object> round = new HashMap<>(roundBefore.getMap(""));
        assertThat(round.remove("partner")).isNotNull();
        assertThat(see(ben, couple.path("/check-ins/" + daily)).getMap("")).isEqualTo(round);
        ben.get(couple.path("/check-ins/" + weekly)).statusCode(404);
        assertThat(see(ben, couple.path("/check-ins")).getList("items.id")).contains(daily);
    }

    @Test
    void of_a_template_that_both_have_worded_only_the_words_of_the_erased_one_go() throws Exception {
        var couple = Couple.together();
        String template = couple.walks(couple.ben(), Map.of("title", "His walks"));
        String path = couple.path("/templates/" + template);
        Map<String, Object> walk = Map.of("key", "walk", "kind", "text", "prompt", "Where to?");
        String hers = "her question " + template;
        couple.ana()
                .put(
                        path,
                        Map.of(
                                "title",
                                "His walks",
                                "items",
                                List.of(walk, Map.of("key", "why", "kind", "text", "prompt", hers))))
                .statusCode(200);

        erase(couple.ana());

        JsonPath left = see(couple.ben(), path);
        assertThat(left.getInt("version")).isEqualTo(2);
        assertThat(left.getString("title")).isEqualTo("His walks");
        assertThat(left.getList("items.prompt")).containsExactly("Where to?", "…");
        assertThat(left.getList("items.key")).containsExactly("walk", "item_1");
        assertThat(Dump.rowsWith(database, hers)).isEmpty();
    }

    @Test
    void of_a_partnership_that_had_ended_before_not_a_byte_changes() {
        var couple = Couple.together("America/Adak", "Europe/Berlin");
        String hers = couple.bid(couple.ana(), Map.of("cue", "her cue"));
        couple.ben()
                .put(couple.path("/bids/{bid}/perspective"), Map.of("response", "missed", "note", "his note"), hers)
                .statusCode(200);
        couple.bid(couple.ben(), Map.of("cue", "his cue"));
        String daily = couple.round("daily");
        couple.answerDaily(couple.ana(), daily, "her words");
        couple.answerDaily(couple.ben(), daily, "his words");
        couple.ben().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        List<String> paths = List.of(
                couple.path("/bids"),
                couple.path("/bids/" + hers),
                couple.path("/bids/" + hers + "/responses"),
                couple.path("/check-ins"),
                couple.path("/check-ins/" + daily),
                couple.path("/templates"));
        List<String> before = bytes(couple.ben(), paths);

        erase(couple.ana());

        assertThat(bytes(couple.ben(), paths)).isEqualTo(before);
        assertThat(see(couple.ben(), couple.path("")).getMap("")).doesNotContainKey("partner");
    }

    private static List<String> bytes(Person person, List<String> paths) {
        return paths.stream()
                .map(path -> person.get(path).statusCode(200).extract().asString())
                .toList();
    }

    @Test
    void an_address_is_free_again() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String before = ana.get("/v1/me").extract().path("id");
        erase(ana);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", ana.email, "password", Person.PASSWORD, "displayName", "New", "timeZone", "UTC"))
                .post("/v1/accounts")
                .then()
                .statusCode(202);
        assertThat(ana.get("/v1/me").statusCode(200).extract().<String>path("id"))
                .isNotEqualTo(before);
    }

    @Test
    void an_invitation_that_they_redeemed_stays_its_inviters() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        var ben = Person.register("Ben", "Europe/Berlin");
        JsonPath invitation =
                ben.post("/v1/invitations", Map.of("kind", "family")).extract().jsonPath();
        ana.post("/v1/invitations/redemptions", Map.of("code", invitation.getString("code")))
                .statusCode(200);
        erase(ana);
        ben.get("/v1/invitations/" + invitation.getString("id"))
                .statusCode(200)
                .body("state", equalTo("expired"))
                .body("redeemer", nullValue())
                .body("createdAt", notNullValue());
    }

    /** Asks for it, lets the time to undo pass, and waits until it is done. */
    private void erase(Person person) {
        String id = person.get("/v1/me").statusCode(200).extract().path("id");
        if (person.delete("/v1/me").extract().statusCode() == 403) {
            person.signIn();
        }
        TestClock.pass(Duration.ofDays(7));
        Eventually.holds("the erasing has begun", () -> isBegunOrGone(id));
        TestClock.pass(Duration.ofSeconds(11));
        Eventually.holds("the account is gone", () -> !has(id, "true"));
    }

    private boolean isBegunOrGone(String id) {
        return has(id, "erasing_since is not null") || !has(id, "true");
    }

    private boolean has(String id, String condition) {
        try (Connection connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select 1 from account where id = '" + id + "' and " + condition)) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int signIn(Person person) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email, "password", Person.PASSWORD))
                .post("/v1/sessions")
                .statusCode();
    }

    private static JsonPath see(Person person, String path) {
        return person.get(path).statusCode(200).extract().jsonPath();
    }
}
