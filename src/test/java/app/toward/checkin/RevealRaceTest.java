package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class RevealRaceTest {
    private static final int ROUNDS = 1000;
    private static final int AT_ONCE = 4;
    private static final String ANSWER = """
            {"visibility": "shared", "values": {"calm": 5, "patience": 4, "seeing_the_other_side": 3,
             "listening_without_defending": 2, "openness_to_feedback": 6, "repair_landed": "no"}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void two_who_submit_in_the_same_instant_get_one_reveal() {
        var us = Rounding.together();
        List<Integer> reveals = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i += AT_ONCE) {
            Stream.generate(UUID::randomUUID)
                    .limit(AT_ONCE)
                    .map(id -> raced(us, id))
                    .toList()
                    .forEach(race -> reveals.add(race.join()));
        }
        assertThat(reveals).hasSize(ROUNDS).containsOnly(1);
    }

    /** How many of two simultaneous submits were told of the reveal. */
    private CompletableFuture<Integer> raced(Rounding us, UUID id) {
        String rounds = us.couple().path("/check-ins");
        String asked = "{\"template\": \"after_conflict\", \"id\": \"" + id + "\"}";
        return send(us.ana(), "POST", rounds, asked).thenCompose(opened -> {
            assertThat(opened.statusCode()).isEqualTo(201);
            var one = send(us.ana(), "PUT", us.answerPath(id.toString()), ANSWER);
            var other = send(us.ben(), "PUT", us.answerPath(id.toString()), ANSWER);
            return one.thenCombine(other, (first, second) -> revealed(first) + revealed(second));
        });
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
