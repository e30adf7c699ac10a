package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class RevealRaceTest {
    private static final int ROUNDS = 1000;
    private static final int AT_ONCE = 4;
    private static final int DAYS = 10;
    private static final int CHANGES = 200;
    private static final String ANSWER = """
            {"visibility": "shared", "values": {"calm": 5, "patience": 4, "seeing_the_other_side": 3,
             "listening_without_defending": 2, "openness_to_feedback": 6, "repair_landed": "no"}}
            """;

    private static final String CHANGED = ANSWER.replace("5", "1");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void two_who_submit_in_the_same_instant_get_one_reveal() {
        List<Rounding> couples =
                Stream.generate(Rounding::together).limit(AT_ONCE).toList();
        List<Integer> reveals = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i += AT_ONCE) {
            couples.stream()
                    .map(us -> raced(us, us.begun("after_conflict"), ANSWER))
                    .toList()
                    .forEach(race -> reveals.add(race.join()));
        }
        assertThat(reveals).hasSize(ROUNDS).containsOnly(1);
    }

    @Test
    void two_who_submit_to_a_dated_round_in_the_same_instant_get_one_reveal() {
        var us = Rounding.together();
        List<String> templates = Stream.generate(() -> made(us))
                .limit(TemplateVersion.MOST_TEMPLATES)
                .toList();
        String answer = "{\"visibility\": \"shared\", \"values\": {\"walk\": \"To the harbour.\"}}";
        List<Integer> reveals = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            templates.stream()
                    .map(template -> raced(us, us.begun(template), answer))
                    .toList()
                    .forEach(race -> reveals.add(race.join()));
            TestClock.pass(Duration.ofDays(1));
        }
        assertThat(reveals).hasSize(DAYS * templates.size()).containsOnly(1);
    }

    private static String made(Rounding us) {
        return us.couple().walks(us.ana(), Map.of());
    }

    @Test
    void a_change_or_a_withdrawal_that_races_the_reveal_comes_before_it_or_after_it() {
        var us = Rounding.together();
        for (int i = 0; i < CHANGES; i++) {
            String round = us.begun("after_conflict");
            // A round that was not revealed is the next one's too.
            us.withdraw(us.ben(), round).statusCode(204);
            us.answer(us.ana(), round, "shared", Couple.AFTER_CONFLICT).statusCode(200);
            boolean isWithdrawal = i % 2 == 0;
            var hers = send(us.ana(), isWithdrawal ? "DELETE" : "PUT", us.answerPath(round), CHANGED);
            var his = send(us.ben(), "PUT", us.answerPath(round), ANSWER);
            var shown = JsonPath.from(his.join().body());
            assertThat(hers.join().statusCode()).isIn(isWithdrawal ? List.of(204) : List.of(200, 409));
            assertThat(his.join().statusCode()).isEqualTo(200);
            assertBothSeeTheSame(us, round, shown, isWithdrawal);
        }
    }

    private static void assertBothSeeTheSame(Rounding us, String round, JsonPath shown, boolean mayBeWithdrawn) {
        var hers = us.read(us.ana(), round).extract().jsonPath();
        var his = us.read(us.ben(), round).extract().jsonPath();
        assertThat(hers.getString("state")).isEqualTo(his.getString("state")).isEqualTo(shown.getString("state"));
        assertThat(hers.getString("revealedAt"))
                .isEqualTo(his.getString("revealedAt"))
                .isEqualTo(shown.getString("revealedAt"));
        boolean isWithdrawn = his.get("partner") == null || his.get("partner.withdrawn") != null;
        if (isWithdrawn) {
            assertThat(mayBeWithdrawn).isTrue();
        } else {
            assertThat(his.getMap("partner.values")).isEqualTo(shown.getMap("partner.values"));
            assertThat(hers.getMap("me.values")).isEqualTo(shown.getMap("partner.values"));
        }
    }

    /** How many of two simultaneous submits were told of the reveal. */
    private CompletableFuture<Integer> raced(Rounding us, String round, String answer) {
        var one = send(us.ana(), "PUT", us.answerPath(round), answer);
        var other = send(us.ben(), "PUT", us.answerPath(round), answer);
        return one.thenCombine(other, (first, second) -> revealed(first) + revealed(second));
    }

    private static int revealed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().contains("\"state\":\"revealed\"") ? 1 : 0;
    }

    private CompletableFuture<HttpResponse<String>> send(Person person, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + person.accessToken())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
