package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.shared.Keys;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two Towards behind HAProxy, on a PostgreSQL with a synchronous standby, all on this machine, while each of them fails
 * in turn. Needs {@code haproxy} on the path; how to run it is said in docs/operations.md.
 */
@EnabledIfSystemProperty(named = "machines", matches = "true")
class ManyMachinesIT {
    private static final int WRITERS = 4;
    private static final int WRONG_PASSWORDS = 5;
    private static final Duration PHASE = Duration.ofSeconds(10);
    private static final Duration UNTIL_PROMOTED = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(20);

    private final Instant occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Instant> times = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final List<Integer> ports = new ArrayList<>();
    private final PackagedToward[] towards = new PackagedToward[2];

    @TempDir
    Path directory;

    private ReplicatedPostgres database;
    private Process proxy;
    private int proxyPort;

    @BeforeEach
    void begin() throws Exception {
        Files.writeString(directory.resolve("keys.json"), Keys.generate());
        database = new ReplicatedPostgres(directory);
        for (int i = 0; i < 3; i++) {
            try (var free = new ServerSocket(0)) {
                ports.add(free.getLocalPort());
            }
        }
        proxyPort = ports.get(2);
        start(0);
        start(1);
        Path configuration = directory.resolve("haproxy.cfg");
        Files.writeString(configuration, PROXY.formatted(proxyPort, ports.get(0), ports.get(1)));
        proxy = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        RestAssured.port = proxyPort;
        Eventually.holds("a way through the proxy", this::isReady);
    }

    private boolean isReady() {
        try {
            return Api.given().get("/health/ready").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    @AfterEach
    void end() throws Exception {
        enough.countDown();
        if (proxy != null) {
            proxy.destroy();
        }
        for (PackagedToward toward : towards) {
            if (toward != null) {
                toward.close();
            }
        }
        database.close();
    }

    /** As docker/haproxy/haproxy.cfg is, without TLS. */
    private static final String PROXY = """
            defaults
                mode http
                timeout http-request 10s
                timeout connect 2s
                timeout client 60s
                timeout server 60s
                option redispatch 1
                retries 2
                retry-on conn-failure
            frontend all
                bind 127.0.0.1:%d
                default_backend toward
            backend toward
                balance leastconn
                option httpchk GET /health/ready
                default-server check inter 500ms fall 1 rise 1
                server toward-1 127.0.0.1:%d
                server toward-2 127.0.0.1:%d
            """;

    @Test
    void whatever_fails_no_acknowledged_write_is_lost_and_none_is_there_twice() throws Exception {
        var couple = Couple.together();
        couple.ana().accessToken();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> write(couple));
        }
        List<String> table = new ArrayList<>();
        table.add(phase("nothing", () -> {}));
        table.add(phase("one Toward is killed", () -> towards[0].kill()));
        table.add(phase("it is started again", () -> start(0)));
        table.add(phase("both are restarted, one after the other", () -> {
            restart(0);
            restart(1);
        }));
        table.add(phase("the primary is killed, and the standby promoted after two seconds", () -> {
            database.killPrimary();
            TimeUnit.MILLISECONDS.sleep(UNTIL_PROMOTED.toMillis());
            database.promoteStandby();
        }));
        enough.countDown();
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        List<UUID> there = idsOfAll(couple);
        Set<UUID> lost = new HashSet<>(acknowledged);
        there.forEach(lost::remove);
        int doubled = there.size() - Set.copyOf(there).size();
        System.out.println("| what happens | writes acknowledged | longest time without one |\n|---|---|---|");
        table.forEach(System.out::println);
        System.out.printf(
                "Acknowledged %d, lost %d, there twice %d, there and not acknowledged %d%n",
                acknowledged.size(), lost.size(), doubled, there.size() - acknowledged.size());
        assertThat(lost).isEmpty();
        assertThat(doubled).isZero();
        assertThat(there).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void what_holds_on_one_holds_on_both() {
        var couple = Couple.together();
        String round = couple.round("daily");
        for (int i = 0; i < 2; i++) {
            RestAssured.port = ports.get(i);
            couple.answerDaily(i == 0 ? couple.ana() : couple.ben(), round, "The soup.");
        }
        RestAssured.port = ports.get(0);
        couple.ana().get(couple.path("/check-ins/" + round)).body("state", equalTo("revealed"));
        couple.ben().delete("/v1/sessions/current").statusCode(204);
        RestAssured.port = ports.get(1);
        couple.ben().get("/v1/me").statusCode(401);
        for (int i = 0; i < WRONG_PASSWORDS; i++) {
            assertThat(signInWrongly(couple.ana().email, ports.get(i % 2))).isEqualTo(401);
        }
        assertThat(signInWrongly(couple.ana().email, ports.get(0))).isEqualTo(429);
        assertThat(signInWrongly(couple.ana().email, ports.get(1))).isEqualTo(429);
    }

    private static int signInWrongly(String email, int port) {
        return Api.given()
                .port(port)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "not her password"))
                .post("/v1/sessions")
                .statusCode();
    }

    private interface Event {
        void happen() throws Exception;
    }

    /** Lets something happen and goes on for a while; a row that says what came of it. */
    private String phase(String what, Event event) throws Exception {
        int before = acknowledged.size();
        Instant begin = Instant.now();
        times.clear();
        event.happen();
        Eventually.holds("a while", PHASE.plusSeconds(120), () -> Instant.now().isAfter(begin.plus(PHASE)));
        Eventually.holds("another write", PHASE, () -> !times.isEmpty());
        List<Instant> moments = new ArrayList<>(times);
        moments.add(begin);
        moments.add(Instant.now());
        moments.sort(Instant::compareTo);
        Duration longest = Duration.ZERO;
        for (int i = 1; i < moments.size(); i++) {
            Duration pause = Duration.between(moments.get(i - 1), moments.get(i));
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        return "| %s | %d | %.2f s |".formatted(what, acknowledged.size() - before, longest.toMillis() / 1_000.0);
    }

    private void start(int which) throws Exception {
        var environment = new HashMap<>(database.environment());
        environment.put("TOWARD_KEYS_FILE", directory.resolve("keys.json").toString());
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(which)));
        environment.put("TOWARD_THROTTLE_REQUEST_ADDRESS_QUOTA", "1000000");
        towards[which] = PackagedToward.start(directory.resolve("toward-" + which), environment);
        RestAssured.port = proxyPort;
    }

    private void restart(int which) throws Exception {
        towards[which].terminate();
        assertThat(towards[which].exit(Duration.ofSeconds(15))).isTrue();
        start(which);
        // The proxy has to see it before the other one goes.
        TimeUnit.SECONDS.sleep(1);
    }

    /** As an app does: what is not acknowledged is sent again, as the same thing. */
    private void write(Couple couple) {
        while (enough.getCount() > 0) {
            UUID id = UUID.randomUUID();
            boolean isThere = log(couple, id);
            while (!isThere) {
                try {
                    TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                isThere = log(couple, id);
            }
            acknowledged.add(id);
            times.add(Instant.now());
        }
    }

    private boolean log(Couple couple, UUID id) {
        try {
            int status = Api.given()
                    .port(proxyPort)
                    .auth()
                    .oauth2(couple.ana().accessToken())
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "id", id,
                            "bidder", "me",
                            "kind", "play",
                            "channel", "call",
                            "occurredAt", occurredAt.toString()))
                    .post(couple.path("/bids"))
                    .statusCode();
            return status == 201 || status == 200;
        } catch (Exception connectionLost) {
            return false;
        }
    }

    private static List<UUID> idsOfAll(Couple couple) {
        List<UUID> ids = new ArrayList<>();
        String query = "?limit=200";
        while (query != null) {
            JsonPath page = couple.ana()
                    .get(couple.path("/bids" + query))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.getList("items.id", String.class).forEach(id -> ids.add(UUID.fromString(id)));
            String next = page.getString("next");
            query = next == null ? null : "?limit=200&after=" + next;
        }
        return ids;
    }
}
