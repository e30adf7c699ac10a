package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import app.toward.shared.Keys;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayIT {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int CALLERS = 18;
    private static final UUID INVITATION = UUID.randomUUID();
    private static final UUID BID = UUID.randomUUID();

    @TempDir
    static Path directory;

    private static ExternalPostgres database;
    private static PackagedToward toward;
    private static Couple couple;
    private static Instant occurredAt;

    @BeforeAll
    static void begin() throws Exception {
        database = new ExternalPostgres(directory);
        Path keys = Files.writeString(directory.resolve("keys.json"), Keys.generate());
        var environment = new HashMap<>(database.environment());
        environment.put("TOWARD_KEYS_FILE", keys.toString());
        toward = PackagedToward.start(directory, environment);
        couple = Couple.together();
        occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (var call : needTheDatabase()) {
            call.call();
        }
    }

    @AfterAll
    static void end() throws Exception {
        toward.close();
        database.close();
    }

    @Test
    void while_it_is_stopped_every_call_answers_in_time_and_all_works_when_it_is_back() throws Exception {
        everyCallSucceeds();
        database.stop();
        everyCallAnswersInTime();
        database.comeBack();
        everyCallSucceeds();
    }

    @Test
    void while_it_hangs_every_call_answers_in_time_and_all_works_when_it_goes_on() throws Exception {
        everyCallSucceeds();
        database.freeze();
        try {
            everyCallAnswersInTime();
        } finally {
            database.thaw();
        }
        everyCallSucceeds();
    }

    @Test
    void a_restart_between_two_calls_is_noticed_by_nobody() throws Exception {
        everyCallSucceeds();
        database.stop();
        database.comeBack();
        everyCallSucceeds();
    }

    @Test
    void writes_that_are_cut_off_by_its_end_are_refused_or_there() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<UUID>();
        var statuses = new ConcurrentSkipListSet<Integer>();
        var underWay = new CountDownLatch(50);
        var refused = new CountDownLatch(CALLERS);
        var callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                for (int status = 201; status == 201; statuses.add(status)) {
                    UUID id = UUID.randomUUID();
                    status = logBid(id).statusCode();
                    if (status == 201) {
                        acknowledged.add(id);
                        underWay.countDown();
                    }
                }
                refused.countDown();
            });
        }
        underWay.await();
        database.stop();
        refused.await();
        callers.shutdown();
        database.comeBack();
        assertThat(statuses).containsExactly(201, 503);
        for (UUID id : acknowledged) {
            couple.ana().get(couple.path("/bids/{id}"), id).statusCode(200);
        }
    }

    private static void everyCallAnswersInTime() throws Exception {
        for (Response response : allAtOnce(needTheDatabase())) {
            response.then()
                    .time(lessThan(PATIENCE_MILLIS))
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("2"))
                    .body("code", equalTo("database_away"));
        }
        given().get("/v1/me").then().time(lessThan(PATIENCE_MILLIS)).statusCode(401);
        given().get("/nowhere").then().time(lessThan(PATIENCE_MILLIS)).statusCode(404);
        given().get("/.well-known/jwks.json")
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(200);
        given().get("/health/live").then().time(lessThan(PATIENCE_MILLIS)).statusCode(200);
        given().get("/health/ready").then().time(lessThan(PATIENCE_MILLIS)).statusCode(503);
    }

    private static void everyCallSucceeds() throws Exception {
        assertThat(allAtOnce(needTheDatabase()))
                .allSatisfy(response -> assertThat(response.statusCode()).isBetween(200, 204));
        given().get("/health/ready").then().statusCode(200);
    }

    private static List<Callable<Response>> needTheDatabase() {
        return List.of(
                DatabaseAwayIT::me,
                () -> couple.ana().request().get("/v1/partnerships"),
                () -> couple.ana().request().get(couple.path("/bids")),
                () -> couple.ana().request().get("/v1/feed"),
                () -> logBid(BID),
                () -> post(couple.ana().request(), "/v1/invitations", Map.of("id", INVITATION, "kind", "family")),
                () -> post(
                        given(),
                        "/v1/sessions",
                        Map.of("email", couple.ana().email, "password", "quiet river under stone")),
                () -> post(
                        given(),
                        "/v1/accounts",
                        Map.of(
                                "email", UUID.randomUUID() + "@example.org",
                                "password", "quiet river under stone",
                                "displayName", "Cleo",
                                "timeZone", "UTC")));
    }

    private static Response logBid(UUID id) {
        return post(couple.ana().request(), couple.path("/bids"), bid(id));
    }

    private static Map<String, Object> bid(UUID id) {
        return Map.of(
                "id",
                id,
                "bidder",
                "me",
                "kind",
                "affection",
                "channel",
                "in_person",
                "occurredAt",
                occurredAt.toString());
    }

    private static Response me() {
        return couple.ana().request().get("/v1/me");
    }

    private static Response post(RequestSpecification request, String path, Object body) {
        return request.contentType(ContentType.JSON).body(body).post(path);
    }

    /** Each of the calls several times, so that every pooled connection is in use. */
    private static List<Response> allAtOnce(List<Callable<Response>> calls) throws Exception {
        return AtOnce.all(
                CALLERS,
                Collections.nCopies(3, calls).stream().flatMap(List::stream).toList());
    }
}
