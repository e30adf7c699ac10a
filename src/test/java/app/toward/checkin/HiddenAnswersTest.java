package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Shown;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two worlds that differ only in what Ben did in secret are the same to Ana, to the byte. */
@QuarkusTest
@ExtendWith(TestClock.class)
class HiddenAnswersTest {
    enum Secret {
        ANSWERED,
        ANSWERED_PRIVATELY,
        WITHDREW,
        WITHDREW_NOTHING,
        LOOKED
    }

    private void keep(Secret secret) {
        switch (secret) {
            case ANSWERED -> benAnswers("shared");
            case ANSWERED_PRIVATELY -> benAnswers("private");
            case WITHDREW -> {
                benAnswers("shared");
                us.withdraw(us.ben(), round).statusCode(204);
            }
            case WITHDREW_NOTHING -> us.withdraw(us.ben(), round).statusCode(204);
            case LOOKED -> us.read(us.ben(), round).statusCode(200);
        }
    }

    private void benAnswers(String visibility) {
        us.answer(us.ben(), round, visibility, values).statusCode(200);
    }

    private static final int READS = 300;

    @Inject
    EntityManager database;

    private Rounding us;
    private String round;
    private String onDemand;
    private Map<String, ?> values = Couple.DAILY;

    @BeforeEach
    void found() {
        us = Rounding.together();
        onDemand =
                us.begin(us.ben(), "after_conflict").statusCode(201).extract().path("id");
        round = us.begun("daily");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_tells_what_the_other_did(Secret secret) {
        List<String> before = everythingThatAnaSees();
        keep(secret);
        assertThat(everythingThatAnaSees()).isEqualTo(before);
        TestClock.pass(Duration.ofDays(3));
        List<String> closed = everythingThatAnaSees();
        assertThat(closed.toString()).doesNotContain("revealed");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_tells_it_to_who_has_answered_privately(Secret secret) {
        us.answer(us.ana(), round, "private").statusCode(200);
        List<String> before = everythingThatAnaSees();
        keep(secret);
        assertThat(everythingThatAnaSees()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_tells_it_of_a_round_on_demand(Secret secret) {
        turnToTheRoundOnDemand();
        nothing_tells_what_the_other_did(secret);
    }

    @ParameterizedTest
    @EnumSource
    void no_write_tells_it(Secret secret) {
        TestClock.freeze();
        List<String> before = everythingThatAnaIsAnswered();
        keep(secret);
        assertThat(everythingThatAnaIsAnswered()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void no_write_tells_it_of_a_round_on_demand(Secret secret) {
        turnToTheRoundOnDemand();
        no_write_tells_it(secret);
    }

    private void turnToTheRoundOnDemand() {
        round = onDemand;
        values = Couple.AFTER_CONFLICT;
    }

    /** Writes that are refused, repeated and taken back: in the end Ana has no answer, as at the beginning. */
    private List<String> everythingThatAnaIsAnswered() {
        long before = positionOf(us.ana().email);
        String answer = us.answerPath(round);
        var told = new ArrayList<String>();
        for (String visibility : List.of("private", "private")) {
            told.add(Shown.by(writing("")
                    .body(Map.of("visibility", visibility, "values", values))
                    .put(answer)));
            told.add(Shown.by(writing("\"x\"")
                    .body(Map.of("visibility", "shared", "values", values))
                    .put(answer)));
            told.add(Shown.by(writing("\"x\"").delete(answer)));
            told.add(Shown.by(writing("").body(Map.of("text", "More.")).put(answer + "/addendum")));
        }
        told.add(Shown.by(writing("").delete(answer)));
        told.add(Shown.by(writing("").delete(answer)));
        told.add(Shown.by(writing("\"x\"")
                .body(Map.of("visibility", "shared", "values", values))
                .put(answer)));
        told.add(Shown.by(writing("").body(Map.of("text", "More.")).put(answer + "/addendum")));
        assertThat(told).anyMatch(shown -> shown.startsWith("412")).anyMatch(shown -> shown.startsWith("409"));
        told.add("feed " + (positionOf(us.ana().email) - before));
        return told;
    }

    private RequestSpecification writing(String ifMatch) {
        var request = us.ana().request().contentType(ContentType.JSON);
        return ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch);
    }

    /** What a probe costs would tell, if it touched a row that is there or not because of the other. */
    @Test
    void a_write_touches_no_place_but_its_authors() {
        writing("\"x\"").body(Map.of("visibility", "shared", "values", values)).put(us.answerPath(round));
        writing("\"x\"").delete(us.answerPath(round));
        us.add(us.ana(), round, "More.").statusCode(409);
        assertThat(places()).isZero();
        us.answer(us.ana(), round, "shared").statusCode(200);
        assertThat(places()).isEqualTo(1);
        us.withdraw(us.ana(), round).statusCode(204);
        assertThat(places()).isZero();
    }

    private long places() {
        return (Long) database.createNativeQuery("select count(*) from answer where check_in_id = :id", Long.class)
                .setParameter("id", UUID.fromString(round))
                .getSingleResult();
    }

    @Test
    void nothing_tells_a_shared_answer_from_a_private_one_that_came_first() {
        us.answer(us.ana(), round, "shared").statusCode(200);
        List<String> before = everythingThatAnaSees();
        us.answer(us.ben(), round, "private").statusCode(200);
        assertThat(everythingThatAnaSees()).isEqualTo(before);
    }

    @Test
    void the_feed_of_the_other_moves_at_the_reveal_and_not_before() {
        long before = positionOf(us.ben().email);
        us.answer(us.ana(), round, "shared").statusCode(200);
        us.withdraw(us.ana(), round).statusCode(204);
        us.answer(us.ana(), round, "shared").statusCode(200);
        assertThat(positionOf(us.ben().email)).isEqualTo(before);
        us.answer(us.ben(), round, "shared").statusCode(200);
        assertThat(positionOf(us.ben().email)).isEqualTo(before + 1);
    }

    /** Reported in {@code target}, and asserted by nobody: a busy machine would decide. The worlds take turns. */
    @Test
    void the_time_of_a_read_is_reported_for_every_world() throws IOException {
        Map<String, Runnable> worlds = new LinkedHashMap<>();
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        addWorld(worlds, "nothing", null);
        for (Secret secret : Secret.values()) {
            addWorld(worlds, secret.name().toLowerCase(Locale.ROOT), secret);
        }
        for (int i = 0; i < READS; i++) {
            worlds.forEach((world, read) ->
                    micros.computeIfAbsent(world, same -> new ArrayList<>()).add(microsOf(read)));
        }
        String report = micros.entrySet().stream()
                .map(world -> percentiles(world.getKey(), world.getValue()))
                .collect(Collectors.joining(
                        "", "| what the other did | p10 | p50 | p90, microseconds |\n|---|---|---|---|\n", ""));
        assertThat(report.lines()).hasSize(Secret.values().length + 3);
        Files.writeString(Path.of("target", "times-of-hidden-answers.md"), report);
    }

    private void addWorld(Map<String, Runnable> worlds, String name, @Nullable Secret secret) {
        found();
        if (secret != null) {
            keep(secret);
        }
        var here = us;
        String asked = round;
        worlds.put(name, () -> here.read(here.ana(), asked).statusCode(200));
    }

    private static long microsOf(Runnable read) {
        long start = System.nanoTime();
        read.run();
        return (System.nanoTime() - start) / 1000;
    }

    private static String percentiles(String world, List<Long> micros) {
        List<Long> sorted = micros.stream().sorted().toList();
        return "| %s | %d | %d | %d |%n"
                .formatted(world, sorted.get(READS / 10), sorted.get(READS / 2), sorted.get(READS * 9 / 10));
    }

    private List<String> everythingThatAnaSees() {
        var seen = new ArrayList<String>();
        String list = us.couple().path("/check-ins");
        for (String path : List.of(
                list,
                list + "?limit=1",
                list + "/today",
                list + "/" + round,
                list + "/" + onDemand,
                list + "/" + UUID.nameUUIDFromBytes(new byte[] {1}),
                us.couple().path("/templates"),
                us.couple().path("/templates/daily"),
                us.couple().path(""),
                us.couple().path("/bids"),
                "/v1/partnerships",
                "/v1/me",
                "/v1/templates")) {
            seen.add(path + " " + Shown.by(request(path)));
        }
        String cursor = request(list + "?limit=1").path("next");
        seen.add(Shown.by(request(list + "?after=" + cursor)));
        seen.add("feed " + positionOf(us.ana().email));
        return seen;
    }

    private Response request(String path) {
        return us.ana().request().get(path);
    }

    private long positionOf(String email) {
        return (Long) database.createNativeQuery(
                        "select coalesce(max(f.position), 0) from credential c left join feed f on f.account_id = c.account_id"
                                + " where c.email = :email",
                        Long.class)
                .setParameter("email", email)
                .getSingleResult();
    }
}
