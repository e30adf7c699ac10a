package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Keys;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams as they are delivered: many on one process, across two, and over the death of the database. */
class FeedStreamsIT {
    private static final Logger LOG = Logger.getLogger(FeedStreamsIT.class);
    private static final int COUPLES = 50;
    private static final int STREAMS_EACH = 20;

    @TempDir
    Path directory;

    private ExternalPostgres database;
    private final List<PackagedToward> replicas = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        database = new ExternalPostgres(directory);
        Files.writeString(directory.resolve("keys.json"), Keys.generate());
    }

    @AfterEach
    void end() throws Exception {
        for (PackagedToward replica : replicas) {
            replica.close();
        }
        database.close();
    }

    @Test
    void two_thousand_are_open_in_512_megabytes_and_a_write_reaches_its_reader() throws Exception {
        PackagedToward toward = replica(Map.of(
                "JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+ExitOnOutOfMemoryError",
                "TOWARD_THROTTLE_REGISTRATION_ADDRESS_QUOTA", "100000",
                "TOWARD_FEED_STREAMS_PER_ACCOUNT", String.valueOf(STREAMS_EACH)));
        List<Couple> couples = couples();
        List<Listener> open = new ArrayList<>();
        Map<Couple, List<Listener>> bens = new HashMap<>();
        Instant opening = Instant.now();
        for (Couple couple : couples) {
            List<Listener> his = new ArrayList<>();
            for (int i = 0; i < STREAMS_EACH; i++) {
                open.add(Listener.of(couple.ana(), toward.port(), ""));
                his.add(Listener.of(couple.ben(), toward.port(), ""));
            }
            open.addAll(his);
            bens.put(couple, his);
            // Not all in one instant, when some would be told to come again, for the database is busy.
            for (Listener each : open) {
                each.opened();
            }
        }
        assertThat(open).hasSize(2_000).noneMatch(Listener::hasEnded);
        List<Long> millis = new ArrayList<>();
        Instant writing = Instant.now();
        for (Couple couple : couples) {
            Instant before = Instant.now();
            String bid = bid(couple);
            for (Listener his : bens.getOrDefault(couple, List.of())) {
                his.awaitChangeOf(bid, Duration.ofSeconds(10));
            }
            millis.add(Duration.between(before, Instant.now()).toMillis());
        }
        millis.sort(null);
        LOG.infof(
                "2,000 streams opened in %d ms; a write reached its %d readers in %d ms (median), %d ms (most); %d threads",
                Duration.between(opening, writing).toMillis(),
                STREAMS_EACH,
                millis.get(millis.size() / 2),
                millis.get(millis.size() - 1),
                toward.threads());
        assertThat(open).noneMatch(Listener::hasEnded);
        assertThat(toward.threads()).as("no stream has a thread of its own").isLessThan(200);
        open.forEach(Listener::close);
    }

    @Test
    void a_commit_and_a_sign_out_on_one_replica_reach_the_streams_of_another_within_a_second() throws Exception {
        PackagedToward other = replica(Map.of());
        PackagedToward toward = replica(Map.of());
        var couple = Couple.together();
        try (Listener ben = Listener.of(couple.ben(), other.port(), "").opened()) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Instant before = Instant.now();
                ben.awaitChangeOf(bid(couple), Duration.ofSeconds(5));
                times.add(Duration.between(before, Instant.now()));
            }
            times.sort(null);
            // Their median, since a machine with other work may hold any one of them up. Without hints it is a second.
            assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(500));
            assertThat(toward.port()).isNotEqualTo(other.port());
            couple.ben().delete("/v1/sessions/current").statusCode(204);
            Instant before = Instant.now();
            ben.awaitEnd();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void the_sixth_stream_ends_the_first_wherever_they_are() throws Exception {
        PackagedToward other = replica(Map.of());
        PackagedToward toward = replica(Map.of());
        var couple = Couple.together();
        List<Listener> open = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            open.add(Listener.of(couple.ben(), (i % 2 == 0 ? other : toward).port(), "")
                    .opened());
        }
        open.get(0).awaitEnd();
        assertThat(open.get(0).last().name()).isEqualTo("replaced");
        assertThat(open.subList(1, 6)).noneMatch(Listener::hasEnded);
        open.forEach(Listener::close);
    }

    @Test
    void when_the_database_was_killed_and_is_back_streams_and_feed_have_all_that_was_acknowledged() throws Exception {
        replica(Map.of());
        var couple = Couple.together();
        couple.ben().accessToken();
        Set<String> acknowledged = new HashSet<>();
        Set<String> read = new HashSet<>();
        String cursor = readOn(couple.ben(), null, read);
        try (Listener ben =
                Listener.of(couple.ben(), RestAssured.port, "?after=" + cursor).opened()) {
            for (int kill = 0; kill < 3; kill++) {
                for (int i = 0; i < 20; i++) {
                    acknowledged.add(bid(couple));
                }
                database.kill();
                database.comeBack();
                couple.ana().get("/v1/me").statusCode(200);
            }
            acknowledged.add(bid(couple));
            Set<String> heard = new HashSet<>();
            while (heard.size() < acknowledged.size()) {
                heard.add(JsonPath.from(ben.next().data()).getString("id"));
            }
            assertThat(heard).isEqualTo(acknowledged);
            readOn(couple.ben(), cursor, read);
            assertThat(read).containsAll(acknowledged);
        }
    }

    private PackagedToward replica(Map<String, String> more) throws Exception {
        var environment = new HashMap<>(database.environment());
        environment.put("TOWARD_KEYS_FILE", directory.resolve("keys.json").toString());
        environment.put("TOWARD_THROTTLE_REQUEST_ADDRESS_QUOTA", "1000000");
        environment.putAll(more);
        PackagedToward started = PackagedToward.start(directory, environment);
        replicas.add(started);
        return started;
    }

    private static List<Couple> couples() throws Exception {
        List<Callable<Couple>> founding = new ArrayList<>();
        for (int i = 0; i < COUPLES; i++) {
            founding.add(Couple::together);
        }
        var couples = AtOnce.all(4, founding);
        return couples;
    }

    private static String bid(Couple couple) {
        return couple.bid(couple.ana(), Map.of("kind", "play"));
    }

    /** Reads to the end of a feed; where that is. */
    private static String readOn(Person person, @Nullable String after, Set<String> ids) {
        String cursor = after;
        boolean hasMore = true;
        while (hasMore) {
            JsonPath page = person.get("/v1/feed?limit=7" + (cursor == null ? "" : "&after=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("cursor");
            hasMore = page.getBoolean("hasMore");
        }
        return String.valueOf(cursor);
    }
}
