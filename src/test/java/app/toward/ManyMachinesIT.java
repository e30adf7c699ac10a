package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.shared.Keys;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
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
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
    private static final int RACES = 50;

    private final Instant occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<AssertionError> undescribed = new ConcurrentLinkedQueue<>();
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
        Files.writeString(configuration, proxy(proxyPort, ports.get(0), ports.get(1)));
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

    /** The one that is delivered, without TLS, at these ports, and with as few connections as a user may have here. */
    private static String proxy(int port, int one, int other) throws IOException {
        String delivered = Files.readString(Path.of("docker/haproxy/haproxy.cfg"));
        String local = delivered
                .replace("maxconn 20000", "maxconn 200")
                .replaceFirst("bind .*", "bind 127.0.0.1:" + port)
                .replaceFirst("http-response set-header Strict-Transport-Security.*", "")
                .replace("toward:8080", "127.0.0.1:" + one)
                .replace("toward-2:8080", "127.0.0.1:" + other);
        assertThat(local.lines().filter(line -> line.contains("127.0.0.1:"))).hasSize(3);
        return local;
    }

    @Test
    void whatever_fails_no_acknowledged_write_is_lost_and_none_is_there_twice() throws Exception {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("nothing", () -> {});
        events.put("one Toward is killed", () -> towards[0].kill());
        events.put("it is started again", () -> start(0));
        events.put("both are restarted, one after the other", () -> {
            restart(0);
            restart(1);
        });
        events.put("the primary is killed, and the standby promoted after two seconds", () -> {
            database.killPrimary();
            TimeUnit.MILLISECONDS.sleep(UNTIL_PROMOTED.toMillis());
            database.promoteStandby();
        });
        write(events);
    }

    @Test
    void a_primary_that_hangs_is_left_for_its_standby_and_no_acknowledged_write_is_lost() throws Exception {
        try {
            write(Map.of("the primary hangs, and the standby is promoted after two seconds", () -> {
                database.freezePrimary();
                TimeUnit.MILLISECONDS.sleep(UNTIL_PROMOTED.toMillis());
                database.promoteStandby();
            }));
        } finally {
            // Nothing else ends what hangs.
            database.killPrimary();
        }
    }

    /** Has writers write while all this happens, and holds what is there afterwards against what was acknowledged. */
    private void write(Map<String, Event> events) throws Exception {
        var couple = Couple.together();
        couple.ana().accessToken();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> write(couple));
        }
        try {
            System.out.println("| what happens | writes acknowledged | longest time without one |\n|---|---|---|");
            for (var event : events.entrySet()) {
                System.out.println(phase(event.getKey(), event.getValue()));
            }
            enough.countDown();
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            // After a failure nothing will ever acknowledge what they are sending.
            writers.shutdownNow();
        }
        List<String> there = cuesOfAll(couple);
        List<String> told = cuesInFeed(couple.ben());
        System.out.printf(
                "Acknowledged %d; lost %d, there twice %d; not told to the other %d, told twice %d%n",
                acknowledged.size(), missing(there), twice(there), missing(told), twice(told));
        assertThat(there).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(told).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(undescribed).isEmpty();
    }

    private long missing(List<String> cues) {
        var found = Set.copyOf(cues);
        return acknowledged.stream().filter(cue -> !found.contains(cue)).count();
    }

    private static int twice(List<String> cues) {
        return cues.size() - Set.copyOf(cues).size();
    }

    @Test
    void what_holds_on_one_holds_on_both() throws Exception {
        var couple = Couple.together();
        for (int i = 0; i < RACES; i++) {
            assertThat(answersThatReveal(couple)).isEqualTo(1);
        }
        try (Listener ben = Listener.of(couple.ben(), ports.get(1), "").opened()) {
            RestAssured.port = ports.get(0);
            String bid = couple.bid(couple.ana(), Map.of());
            ben.awaitChangeOf(bid, Duration.ofSeconds(2));
            couple.ben().delete("/v1/sessions/current").statusCode(204);
            RestAssured.port = ports.get(1);
            couple.ben().get("/v1/me").statusCode(401);
            ben.awaitEnd();
        }
        for (int i = 0; i < WRONG_PASSWORDS; i++) {
            assertThat(signInWrongly(couple.ana().email, ports.get(i % 2))).isEqualTo(401);
        }
        assertThat(signInWrongly(couple.ana().email, ports.get(0))).isEqualTo(429);
        assertThat(signInWrongly(couple.ana().email, ports.get(1))).isEqualTo(429);
    }

    /** Of two that are given at the same time, each to another Toward: how many were told that they were the second. */
    private long answersThatReveal(Couple couple) throws Exception {
        String round = couple.round("after_conflict");
        List<Callable<String>> answers = List.of(
                () -> answer(couple, couple.ana(), round, ports.get(0)),
                () -> answer(couple, couple.ben(), round, ports.get(1)));
        List<String> states = AtOnce.all(2, answers);
        couple.ana().get(couple.path("/check-ins/" + round)).body("state", equalTo("revealed"));
        return states.stream().filter("revealed"::equals).count();
    }

    private static String answer(Couple couple, Person person, String round, int port) {
        return person.request()
                .port(port)
                .contentType(ContentType.JSON)
                .body(Map.of("visibility", "shared", "values", Couple.AFTER_CONFLICT))
                .put(couple.path("/check-ins/" + round + "/answer"))
                .then()
                .statusCode(200)
                .extract()
                .path("state");
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
        Eventually.holds("the proxy sees it before the other one goes", () -> isSeen(which));
    }

    /** Whether that is the last that the proxy said of it. */
    private boolean isSeen(int which) throws IOException {
        String said = Files.readString(directory.resolve("haproxy.log"));
        String name = "toward/toward-" + (which + 1);
        return said.lastIndexOf(name + " is UP") > said.lastIndexOf(name + " is DOWN");
    }

    /** As an app does: what is not acknowledged is sent again, as the same thing. */
    private void write(Couple couple) {
        try {
            while (enough.getCount() > 0) {
                UUID id = UUID.randomUUID();
                while (!log(couple, id)) {
                    TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
                }
                acknowledged.add(cue(id));
                times.add(Instant.now());
                TimeUnit.MILLISECONDS.sleep(BETWEEN_WRITES.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What each writes, so that nothing else is taken for it. */
    private static String cue(UUID id) {
        return "Look, " + id + "!";
    }

    private boolean log(Couple couple, UUID id) {
        try {
            int status = Api.given()
                    .port(proxyPort)
                    .auth()
                    .oauth2(couple.ana().accessToken())
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "id",
                            id,
                            "bidder",
                            "me",
                            "kind",
                            "play",
                            "channel",
                            "call",
                            "cue",
                            cue(id),
                            "occurredAt",
                            occurredAt.toString()))
                    .post(couple.path("/bids"))
                    .statusCode();
            return status == 201 || status == 200;
        } catch (AssertionError answer) {
            undescribed.add(answer);
            return false;
        } catch (Exception connectionLost) {
            return false;
        }
    }

    private static List<String> cuesOfAll(Couple couple) {
        List<String> cues = new ArrayList<>();
        String query = "?limit=200";
        while (query != null) {
            JsonPath page = couple.ana()
                    .get(couple.path("/bids" + query))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            cues.addAll(page.getList("items.cue", String.class));
            String next = page.getString("next");
            query = next == null ? null : "?limit=200&after=" + next;
        }
        return cues;
    }

    private static List<String> cuesInFeed(Person reader) {
        List<String> cues = new ArrayList<>();
        String query = "?limit=200";
        boolean hasMore = true;
        while (hasMore) {
            JsonPath page =
                    reader.get("/v1/feed" + query).statusCode(200).extract().jsonPath();
            cues.addAll(page.getList("items.findAll { it.kind == 'bid' }.data.cue", String.class));
            query = "?limit=200&after=" + page.getString("cursor");
            hasMore = page.getBoolean("hasMore");
        }
        return cues;
    }
}
