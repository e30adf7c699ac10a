package app.toward.bid;

import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.listed;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bids a list shows, to whom. */
@QuarkusTest
@ExtendWith(TestClock.class)
class BidListTest {
    @Test
    void the_newest_come_first_page_by_page_each_once() {
        var couple = Couple.together();
        String sameInstant = TestClock.now().minusSeconds(60).toString();
        List<String> made = new ArrayList<>(IntStream.range(0, 3)
                .mapToObj(i -> log(couple, couple.ana(), "me", "occurredAt", sameInstant))
                .sorted((one, other) -> other.compareTo(one))
                .toList());
        made.add(0, log(couple, couple.ana(), "me"));
        made.add(log(couple, couple.ben(), "me", "occurredAt", ago(Duration.ofDays(2))));

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            var page = couple.ben()
                    .get(couple.path("/bids?limit=2" + (next.isEmpty() ? "" : "&after=" + next)))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            read.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        assertThat(read).isEqualTo(made);
    }

    @Test
    void a_cursor_fits_its_own_reader_and_filter_only() {
        var couple = Couple.together();
        log(couple, couple.ana(), "me");
        log(couple, couple.ana(), "me");
        String next = couple.ana().get(couple.path("/bids?limit=1")).extract().path("next");
        couple.ana().get(couple.path("/bids?limit=1&after=" + next)).statusCode(200);
        couple.ben().get(couple.path("/bids?limit=1&after=" + next)).statusCode(400);
        couple.ana().get(couple.path("/bids?limit=1&kind=play&after=" + next)).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "?from={2}, 0 1 2",
        "?to={2}, 3",
        "?from={2}&to={0}, 1 2",
        "?kind=play, 1",
        "?channel=call, 2",
        "?bidder=me, 0 1",
        "?bidder=partner, 2 3",
        "?response=missed, 0 2",
        "?response=turned_toward, 1 2",
        "?response=noticed, ''",
        "?kind=help&bidder=me, ''",
        "?awaiting=me, 3",
    })
    void filters_choose_by_what_the_caller_sees(String query, String expected) {
        var couple = Couple.together();
        List<String> at = IntStream.range(0, 4)
                .mapToObj(hours -> ago(Duration.ofHours(hours)))
                .toList();
        var missed = says("missed");
        List<String> bids = List.of(
                log(couple, couple.ana(), "me", "occurredAt", at.get(0), "perspective", missed),
                log(couple, couple.ana(), "me", "occurredAt", at.get(1), "kind", "play"),
                log(couple, couple.ben(), "me", "occurredAt", at.get(2), "channel", "call", "perspective", missed),
                log(couple, couple.ben(), "me", "occurredAt", at.get(3), "perspective", says("noticed")));
        give(couple, couple.ben(), bids.get(1), says("turned_toward"));
        give(couple, couple.ana(), bids.get(2), says("turned_toward"));
        String asked = query;
        for (int i = 0; i < at.size(); i++) {
            asked = asked.replace("{" + i + "}", at.get(i));
        }
        List<String> wanted = expected.isEmpty()
                ? List.of()
                : List.of(expected.split(" ", -1)).stream()
                        .map(i -> bids.get(Integer.parseInt(i)))
                        .toList();
        assertThat(listed(couple, couple.ana(), asked)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=dance",
                "bidder=ana",
                "awaiting=partner",
                "from=yesterday",
                "to=%2B12026-01-01T00:00:00Z",
                "q=%00",
                "response=MISSED"
            })
    void a_filter_that_cannot_be_read_is_named(String filter) {
        var couple = Couple.together();
        couple.ana()
                .request()
                .urlEncodingEnabled(false)
                .get(couple.path("/bids?" + filter))
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo(filter.split("=", -1)[0]));
    }

    @Test
    void a_search_has_its_bounds() {
        var couple = Couple.together();
        couple.ana().get(couple.path("/bids?q=" + "x".repeat(201))).statusCode(400);
        couple.ana().get(couple.path("/bids?q=" + "%26 | ! ( \" ' : * <->")).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "moon, true",
        "MOON, true",
        "cafe, true",
        "CAFÉ, true",
        "strasse, true",
        "lodz, true",
        "'moon cafe', true",
        "'\"the moon\"', true",
        "moon -cafe, false",
        "mo, false",
        "sun or moon, true",
        "'secret', true",
        "'theirs', false",
        "'told', false"
    })
    void search_finds_words_of_the_cue_and_of_ones_own_note(String words, boolean isFound) {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "cue", "The moon over the Café, Straße 5, Łódź");
        give(couple, couple.ben(), bid, Map.of("response", "noticed", "note", "theirs"));
        give(couple, couple.ben(), bid, Map.of("response", "noticed", "note", "theirs, told", "noteShared", true));
        give(couple, couple.ana(), bid, Map.of("response", "missed", "note", "My sécret."));
        var found = couple.ana()
                .request()
                .queryParam("q", words)
                .get(couple.path("/bids"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
        assertThat(found).isEqualTo(isFound ? List.of(bid) : List.of());
        assertThat(listed(couple, couple.ben(), "?q=secret")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "tea and/or coffee?, coffee",
                "tea and/or coffee?, and/or",
                "at home.tea is ready, tea",
                "at home.tea is ready, home",
                "a well-meant joke, well-meant",
                "a well-meant joke, meant",
                "don’t go, don't",
                "don't go, don’t",
                "Ὀδυσσεύς, ΟΔΥΣΣΕΥΣ",
                "Ὀδυσσεύς, οδυσσευσ",
                "ПРИВЕТ, привет",
                "שָׁלוֹם, שלום",
                "مَرْحَبًا, مرحبا",
                "नमस्ते दोस्त, दोस्त",
                "zwölf̣te, zwolfte",
                "(moon), moon",
                "see https://example.org/walk, walk",
                "moon: half-full, \"half full\"",
            })
    void words_are_found_in_any_script_and_beside_any_mark(String cue, String words) {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "cue", cue);
        String another = log(couple, couple.ana(), "me", "cue", "something else");
        assertThat(found(couple, words)).containsExactly(bid);
        assertThat(found(couple, "-" + words)).containsExactly(another);
    }

    private static List<String> found(Couple couple, String words) {
        return couple.ben()
                .request()
                .queryParam("q", words)
                .get(couple.path("/bids"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    @Test
    void who_switches_awaiting_off_is_not_asked_and_the_other_sees_no_difference() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        assertThat(listed(couple, couple.ben(), "?awaiting=me")).containsExactly(bid);
        assertThat(listed(couple, couple.ana(), "?awaiting=me")).isEmpty();
        settings(couple.ben(), couple).body("awaiting", equalTo(true));

        var before = HiddenPerspectiveTest.seenBy(couple.ana(), couple, bid);
        couple.ben()
                .patch(couple.path("/bid-settings"), Map.of("awaiting", false))
                .statusCode(200)
                .body("awaiting", equalTo(false));
        assertThat(HiddenPerspectiveTest.seenBy(couple.ana(), couple, bid)).isEqualTo(before);
        assertThat(listed(couple, couple.ben(), "?awaiting=me")).isEmpty();
        settings(couple.ben(), couple).body("awaiting", equalTo(false));
        settings(couple.ana(), couple).body("awaiting", equalTo(true));

        couple.ben()
                .patch(couple.path("/bid-settings"), Map.of("awaiting", true))
                .statusCode(200);
        assertThat(listed(couple, couple.ben(), "?awaiting=me")).containsExactly(bid);
    }

    @Test
    void settings_are_read_strictly_and_are_nobody_elses() {
        var couple = Couple.together();
        couple.ana()
                .patch(couple.path("/bid-settings"), Map.of("awaiting", "no"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/awaiting"));
        couple.ana()
                .patch(couple.path("/bid-settings"), Map.of("nagging", false))
                .statusCode(400);
        Person.stranger().get(couple.path("/bid-settings")).statusCode(404);
    }

    private static io.restassured.response.ValidatableResponse settings(Person who, Couple couple) {
        return who.get(couple.path("/bid-settings")).statusCode(200);
    }

    private static String ago(Duration duration) {
        return TestClock.now().minus(duration).minusSeconds(1).toString();
    }
}
