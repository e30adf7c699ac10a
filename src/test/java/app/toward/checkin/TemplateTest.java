package app.toward.checkin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import app.toward.Couple;
import app.toward.Exporting;
import app.toward.Person;
import app.toward.Statements;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class TemplateTest {
    private static final Map<String, Object> ENERGY =
            Map.of("key", "energy", "kind", "scale", "prompt", "How much energy?", "min", 0, "max", 10);
    private static final Map<String, Object> PLANS = Map.of(
            "key",
            "plans",
            "kind",
            "choices",
            "prompt",
            "What for?",
            "options",
            List.of(Map.of("key", "walk", "label", "A walk"), Map.of("key", "film", "label", "A film")));

    private Rounding us;

    @BeforeEach
    void found() {
        us = Rounding.together();
    }

    private ValidatableResponse make(Person person, Object id, List<?> items) {
        return person.post(
                us.couple().path("/templates"),
                Map.of("id", id, "cadence", "daily", "title", "Evening", "items", items));
    }

    private ValidatableResponse edit(String template, List<?> items) {
        return us.ben().put(us.couple().path("/templates/" + template), Map.of("title", "Evening", "items", items));
    }

    @Test
    void the_built_in_templates_are_worded_in_the_language_asked_for() {
        us.ana()
                .get("/v1/templates")
                .statusCode(200)
                .header("Content-Language", "en")
                .body("items.key", contains("daily", "weekly", "after_conflict"))
                .body("items[0].items[0].prompt", equalTo("How is your mood today?"));
        us.ana()
                .request()
                .header("Accept-Language", "fr, de-AT;q=0.8")
                .get("/v1/templates")
                .then()
                .header("Content-Language", "de")
                .header("Vary", equalTo("Accept-Language"))
                .body("items[0].title", equalTo("Heute"));
    }

    @Test
    void every_language_has_every_text() {
        Assertions.assertThat(bundle("de").keySet()).isEqualTo(bundle("en").keySet());
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle("app.toward.checkin.wording", java.util.Locale.forLanguageTag(language));
    }

    @Test
    void a_template_of_their_own_is_answered_like_any_other() {
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY, PLANS)).statusCode(201).body("version", equalTo(1));
        make(us.ana(), template, List.of(ENERGY, PLANS)).statusCode(200);
        make(us.ben(), template, List.of(ENERGY)).statusCode(409).body("code", equalTo("id_taken"));
        String round = us.begin(us.ben(), template).statusCode(200).extract().path("id");
        var values = Map.of("energy", 10, "plans", List.of("walk"));
        us.answer(us.ana(), round, "shared", values).statusCode(200);
        us.answer(us.ben(), round, "shared", Map.of("energy", 11, "plans", List.of()))
                .statusCode(400);
        us.answer(us.ben(), round, "shared", Map.of("energy", 1, "plans", List.of("walk", "walk")))
                .statusCode(400);
        us.answer(us.ben(), round, "shared", Map.of("energy", 1, "plans", List.of()))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/values/plans"));
        us.answer(us.ben(), round, "shared", values)
                .body("state", equalTo("revealed"))
                .body("partner.values.plans", contains("walk"));
        us.ana()
                .get(us.couple().path("/check-ins"))
                .body("items.findAll { it.template == '" + template + "' }", hasSize(1));
    }

    @Test
    void an_edit_is_for_the_rounds_that_open_afterwards() {
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY)).statusCode(201);
        edit(template, List.of(ENERGY)).statusCode(200).body("version", equalTo(1));
        edit(template, List.of(ENERGY, PLANS)).statusCode(200).body("version", equalTo(2));
        String round = us.begin(us.ana(), template)
                .body("templateVersion", equalTo(1))
                .extract()
                .path("id");
        us.answer(us.ana(), round, "shared", Map.of("energy", 3)).statusCode(200);
        TestClock.pass(Duration.ofDays(1));
        us.begin(us.ana(), template).body("templateVersion", equalTo(2));
        us.read(us.ana(), round).body("templateVersion", equalTo(1)).body("me.values.energy", equalTo(3));
        us.ben()
                .get(us.couple().path("/templates/" + template + "?version=1"))
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void the_same_template_made_many_times_at_once_is_made_once() {
        UUID id = UUID.randomUUID();
        Assertions.assertThat(atOnce(8, i -> make(us.both().get(i % 2), id, List.of(ENERGY))))
                .containsExactly(200, 200, 200, 200, 200, 200, 200, 201);
    }

    @Test
    void there_are_never_more_templates_than_may_be_however_many_are_made_at_once() {
        for (int i = 1; i < TemplateVersion.MOST_TEMPLATES; i++) {
            make(us.ana(), UUID.randomUUID(), List.of(ENERGY)).statusCode(201);
        }
        Assertions.assertThat(atOnce(4, i -> make(us.both().get(i % 2), UUID.randomUUID(), List.of(ENERGY))))
                .containsExactly(201, 409, 409, 409);
    }

    private List<Integer> atOnce(int times, IntFunction<ValidatableResponse> request) {
        us.both().forEach(Person::accessToken);
        return IntStream.range(0, times)
                .parallel()
                .mapToObj(i -> request.apply(i).extract().statusCode())
                .sorted()
                .toList();
    }

    @Test
    void a_template_has_no_more_versions_than_may_be() {
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY)).statusCode(201);
        List<List<?>> texts = List.of(List.of(ENERGY), List.of(ENERGY, PLANS));
        for (int version = 2; version <= TemplateVersion.MOST_VERSIONS; version++) {
            edit(template, texts.get((version + 1) % 2)).statusCode(200).body("version", equalTo(version));
        }
        edit(template, texts.get(0)).statusCode(409).body("code", equalTo("too_many_versions"));
        edit(template, texts.get(1)).statusCode(200);
    }

    @Test
    void all_words_of_a_template_together_have_a_limit_in_characters_however_many_bytes_these_take() {
        var prompts = IntStream.range(0, 20)
                .mapToObj(i -> Map.of("key", "a" + i, "kind", "text", "prompt", "\uD83C\uDF19".repeat(300)))
                .toList();
        make(us.ana(), UUID.randomUUID(), prompts).statusCode(201);
        var labels = IntStream.range(0, 20)
                .mapToObj(i -> Map.of("key", "o" + i, "label", "x".repeat(120)))
                .toList();
        var tooMuch = new ArrayList<Map<String, ?>>(prompts.subList(1, 20));
        tooMuch.add(Map.of("key", "c", "kind", "choice", "prompt", "?", "options", labels));
        make(us.ana(), UUID.randomUUID(), tooMuch)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/items"))
                .body("errors[0].code", equalTo("too_long"));
    }

    @Test
    void no_read_of_check_ins_loads_the_words_of_templates() {
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY)).statusCode(201);
        String round = us.begun(template);
        for (String path : List.of("/check-ins", "/check-ins/today", "/check-ins/" + round)) {
            Assertions.assertThat(Statements.sentFor(
                            us.ana().request(),
                            request -> request.get(us.couple().path(path))))
                    .anyMatch(sql -> sql.contains("template_version"))
                    .noneMatch(sql -> sql.contains(".items"));
        }
    }

    @Test
    void after_the_end_each_keeps_their_own_words_of_what_both_have_worded() throws Exception {
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY, PLANS)).statusCode(201);
        var plans = new HashMap<>(PLANS);
        plans.put("prompt", "And then?");
        us.ben()
                .put(
                        us.couple().path("/templates/" + template),
                        Map.of("title", "His evening", "items", List.of(ENERGY, plans)))
                .statusCode(200);
        us.ben().patch(us.couple().path(""), Map.of("state", "ended")).statusCode(200);

        String path = us.couple().path("/templates/" + template);
        us.ben()
                .get(path)
                .statusCode(200)
                .body("title", equalTo("His evening"))
                .body("items.prompt", contains("…", "And then?"))
                .body("items.key", contains("item_1", "item_2"))
                .body("items[1].options.label", contains("…", "…"));
        us.ben().get(path + "?version=1").statusCode(404);
        us.ana()
                .get(path)
                .statusCode(200)
                .body("version", equalTo(2))
                .body("title", equalTo("…"))
                .body("items.prompt", contains("How much energy?", "…"))
                .body("items[1].options.label", contains("A walk", "A film"));
        Assertions.assertThat(String.join("", Exporting.all(us.ben()).values()))
                .contains("His evening", "And then?")
                .doesNotContain("How much energy?", "A walk");
        Assertions.assertThat(String.join("", Exporting.all(us.ana()).values()))
                .contains("What for?", "How much energy?")
                .doesNotContain("His evening", "And then?");
    }

    @Test
    void a_template_that_is_not_for_their_kind_is_not_there() {
        us.ana().get(us.couple().path("/templates")).body("items.key", contains("daily", "weekly", "after_conflict"));
        var friends = new Rounding(Couple.of(us.ana(), Person.stranger(), "friendship"));
        friends.ana()
                .get(friends.couple().path("/templates"))
                .body("items.key", contains("daily", "after_conflict"))
                .body("items[0].kinds", contains("romantic", "family", "friendship", "other"));
        friends.ana().get(friends.couple().path("/templates/weekly")).statusCode(404);
        friends.ana()
                .put(friends.couple().path("/templates/weekly"), Map.of("title", "Ours", "items", List.of(ENERGY)))
                .statusCode(404);
        friends.begin(friends.ana(), "weekly").statusCode(400).body("errors[0].code", equalTo("unknown_template"));
        friends.today(friends.ana()).body("items.template", contains("daily"));
        var monday = LocalDate.ofInstant(TestClock.now(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        friends.read(
                        friends.ana(),
                        RoundId.of(UUID.fromString(friends.couple().partnership()), "weekly", monday)
                                .toString())
                .statusCode(404);
        String own = friends.couple().walks(friends.ana(), Map.of());
        friends.ana().get(friends.couple().path("/templates/" + own)).body("kinds", contains("friendship"));
        friends.begin(friends.ana(), own).statusCode(200);
    }

    @Test
    void a_retired_template_opens_no_more_rounds_and_what_was_answered_stays() {
        String template = us.couple().walks(us.ana(), Map.of());
        String path = us.couple().path("/templates/" + template);
        String round = us.begun(template);
        us.answer(us.ana(), round, "shared", Map.of("walk", "harbour")).statusCode(200);
        us.ben().delete(path).statusCode(204);
        us.ben().delete(path).statusCode(204);
        us.ana().get(path).statusCode(200).body("retiredAt", notNullValue());
        us.ana()
                .put(path, Map.of("title", "Other", "items", List.of(ENERGY)))
                .statusCode(409)
                .body("code", equalTo("template_retired"));
        us.answer(us.ben(), round, "shared", Map.of("walk", "woods"))
                .statusCode(200)
                .body("state", equalTo("revealed"));
        TestClock.pass(Duration.ofDays(3));
        us.begin(us.ana(), template).statusCode(409).body("code", equalTo("template_retired"));
        us.today(us.ana()).body("items.template", not(hasItem(template)));
        us.ana()
                .get(us.couple().path("/check-ins"))
                .body("items.findAll { it.template == '" + template + "' }", hasSize(1));
        us.read(us.ana(), round).statusCode(200).body("partner.values.walk", equalTo("woods"));
        var today = LocalDate.ofInstant(TestClock.now(), ZoneOffset.UTC);
        us.read(
                        us.ana(),
                        RoundId.of(UUID.fromString(us.couple().partnership()), template, today)
                                .toString())
                .statusCode(404);
    }

    @Test
    void a_retired_template_on_demand_keeps_its_open_round_and_gets_no_other() {
        String template = us.couple().walks(us.ana(), Map.of("cadence", "on_demand"));
        String round = us.begun(template);
        us.ana().delete(us.couple().path("/templates/" + template)).statusCode(204);
        TestClock.pass(Duration.ofHours(1));
        us.begin(us.ben(), template).statusCode(200).body("id", equalTo(round));
        TestClock.pass(Duration.ofDays(4));
        us.begin(us.ben(), template).statusCode(409).body("code", equalTo("template_retired"));
    }

    @Test
    void retired_templates_make_room_for_others() {
        for (int i = 0; i < TemplateVersion.MOST_TEMPLATES; i++) {
            String template = us.couple().walks(us.ana(), Map.of());
            us.ana().delete(us.couple().path("/templates/" + template)).statusCode(204);
        }
        us.couple().walks(us.ana(), Map.of());
        us.ana().delete(us.couple().path("/templates/daily")).statusCode(403).body("code", equalTo("built_in"));
    }

    @Test
    void a_template_that_is_not_one_is_refused() {
        UUID id = UUID.randomUUID();
        make(us.ana(), id, List.of()).statusCode(400);
        make(us.ana(), id, List.of(ENERGY, ENERGY)).statusCode(400).body("errors[0].pointer", equalTo("/items/1/key"));
        make(us.ana(), id, List.of(Map.of("key", "a", "kind", "scale", "prompt", "?", "min", 7, "max", 7)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/items/0"));
        make(us.ana(), id, List.of(Map.of("key", "a", "kind", "text", "prompt", "?", "min", 7)))
                .statusCode(400);
        var many = IntStream.range(0, 21)
                .mapToObj(i -> Map.of("key", "a" + i, "kind", "text", "prompt", "?"))
                .toList();
        make(us.ana(), id, many).statusCode(400);
        make(us.ana(), id, many.subList(0, 20)).statusCode(201);
    }

    @Test
    void a_built_in_template_cannot_be_edited_and_a_strangers_is_not_there() {
        edit("daily", List.of(ENERGY)).statusCode(403).body("code", equalTo("built_in"));
        edit(UUID.randomUUID().toString(), List.of(ENERGY)).statusCode(404);
        String template = UUID.randomUUID().toString();
        make(us.ana(), template, List.of(ENERGY)).statusCode(201);
        var others = Rounding.together();
        others.ana().get(others.couple().path("/templates/" + template)).statusCode(404);
        others.begin(others.ana(), template).statusCode(400);
    }
}
