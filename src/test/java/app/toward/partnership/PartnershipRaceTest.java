package app.toward.partnership;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who do something in the same instant: it comes out as if one had been first. */
@QuarkusTest
class PartnershipRaceTest {
    private static final int ROUNDS = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    /** Once for all, since registering takes its time. */
    private static final List<Person> PEOPLE = new ArrayList<>();

    private Person ana;
    private Person ben;

    @BeforeEach
    void register() {
        if (PEOPLE.isEmpty()) {
            PEOPLE.add(Person.register("Ana", "Europe/Berlin"));
            PEOPLE.add(Person.register("Ben", "Europe/Berlin"));
        }
        ana = PEOPLE.get(0);
        ben = PEOPLE.get(1);
    }

    @Test
    void one_code_redeemed_by_two_is_redeemed_by_one() {
        var cem = Person.register("Cem", "Europe/Berlin");
        for (int i = 0; i < ROUNDS; i++) {
            String body = "{\"code\": \"" + invited(ana).getString("code") + "\"}";
            var his = send(ben, "POST", "/v1/invitations/redemptions", body);
            var another = send(cem, "POST", "/v1/invitations/redemptions", body);
            assertThat(List.of(status(his), status(another))).containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void two_who_confirm_each_other_begin_one_partnership() {
        for (int i = 0; i < ROUNDS; i++) {
            String byAna = offered(ana, ben);
            String byBen = offered(ben, ana);
            var hers = send(ana, "POST", "/v1/invitations/" + byAna + "/confirmation", "{}");
            var his = send(ben, "POST", "/v1/invitations/" + byBen + "/confirmation", "{}");
            assertThat(List.of(status(hers), status(his))).containsExactlyInAnyOrder(200, 409);
            String begun = JsonPath.from(
                            (status(hers) == 200 ? hers : his).join().body())
                    .getString("id");
            ana.patch("/v1/partnerships/{id}", Map.of("state", "ended"), begun).statusCode(200);
            assertThat(ana.get("/v1/partnerships?limit=200")
                            .extract()
                            .jsonPath()
                            .getList("items.state"))
                    .containsOnly("ended");
        }
    }

    @Test
    void a_pause_that_races_the_end_leaves_it_ended() {
        for (int i = 0; i < ROUNDS; i++) {
            var couple = Couple.of(ana, ben);
            var pause = send(ana, "PATCH", couple.path(""), "{\"state\": \"paused\"}");
            var end = send(ben, "PATCH", couple.path(""), "{\"state\": \"ended\"}");
            assertThat(status(end)).isEqualTo(200);
            assertThat(status(pause)).isIn(200, 409);
            assertThat(ana.get(couple.path("")).extract().<String>path("state")).isEqualTo("ended");
        }
    }

    @Test
    void what_is_logged_while_the_other_ends_it_was_logged_before_or_is_refused() {
        for (int i = 0; i < ROUNDS; i++) {
            var couple = Couple.of(ana, ben);
            String bid = "{\"bidder\": \"me\", \"kind\": \"play\", \"channel\": \"call\", \"cue\": \"moon\","
                    + " \"occurredAt\": \"" + TestClock.now() + "\"}";
            var logged = send(ana, "POST", couple.path("/bids"), bid);
            var ended = send(ben, "PATCH", couple.path(""), "{\"state\": \"ended\"}");
            assertThat(status(ended)).isEqualTo(200);
            assertThat(status(logged)).isIn(201, 409);
            assertThat(ana.get(couple.path("/bids")).extract().jsonPath().getList("items"))
                    .hasSize(status(logged) == 201 ? 1 : 0);
            assertThat(ben.get(couple.path("/bids")).extract().jsonPath().getList("items"))
                    .isEmpty();
        }
    }

    @Test
    void a_confirmation_that_races_a_refusal_on_another_device_comes_before_it_or_after_it() {
        for (int i = 0; i < ROUNDS; i++) {
            String invitation = offered(ana, ben);
            var confirmed = send(ana, "POST", "/v1/invitations/" + invitation + "/confirmation", "{}");
            var withdrawn = send(ana, "DELETE", "/v1/invitations/" + invitation, "");
            boolean isTogether = status(confirmed) == 200;
            assertThat(List.of(status(confirmed), status(withdrawn)))
                    .isEqualTo(isTogether ? List.of(200, 409) : List.of(409, 204));
            var seen = ana.get("/v1/invitations/{id}", invitation).extract().jsonPath();
            assertThat(seen.getString("state")).isEqualTo(isTogether ? "accepted" : "declined");
            if (isTogether) {
                ana.patch("/v1/partnerships/{id}", Map.of("state", "ended"), seen.getString("partnershipId"))
                        .statusCode(200);
            }
        }
    }

    private static JsonPath invited(Person inviter) {
        return inviter.post("/v1/invitations", Map.of("kind", "other"))
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String offered(Person inviter, Person redeemer) {
        JsonPath invitation = invited(inviter);
        redeemer.post("/v1/invitations/redemptions", Map.of("code", invitation.getString("code")))
                .statusCode(200);
        return invitation.getString("id");
    }

    private static int status(CompletableFuture<HttpResponse<String>> response) {
        return response.join().statusCode();
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
