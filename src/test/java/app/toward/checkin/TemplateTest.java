package app.toward.checkin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
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
