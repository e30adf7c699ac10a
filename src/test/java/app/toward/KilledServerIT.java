package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerIT {
    private static final int KILLS = 3;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 60;
    private final Instant occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path data;

    private final Map<UUID, Person> asked = new ConcurrentHashMap<>();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> inFeed = new HashSet<>();

    @Nullable
    private PackagedToward toward;

    @AfterEach
    void end() throws Exception {
        if (toward != null) {
            toward.close();
        }
    }

    @Test
    void every_acknowledged_bid_is_there_after_a_kill_and_none_twice() throws Exception {
        PackagedToward running = restart();
        var couple = Couple.together();
        String cursor = catchUp(couple.ben(), "");
        for (int i = 0; i < KILLS; i++) {
            killWhileLogging(running, couple);
            running = restart();
            cursor = catchUp(couple.ben(), cursor);
            for (UUID id : acknowledged) {
                couple.ben().get(couple.path("/bids/{id}"), id).statusCode(200);
            }
        }

        assertThat(inFeed)
                .as("what Ben's phone caught up with between the kills")
                .containsAll(acknowledged);
        asked.forEach((id, writer) ->
                assertThat(log(writer, couple, id)).isIn(acknowledged.contains(id) ? List.of(200) : List.of(200, 201)));
        assertThat(idsOfAll(couple)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(asked.keySet());
    }

    /** Reads Ben's feed on to its end; where that is. */
    private String catchUp(Person person, String after) {
        String cursor = after;
        boolean hasMore = true;
        while (hasMore) {
            JsonPath page = person.get("/v1/feed" + (cursor.isEmpty() ? "" : "?after=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.getList("items.id", String.class).forEach(id -> inFeed.add(UUID.fromString(id)));
            cursor = page.getString("cursor");
            hasMore = page.getBoolean("hasMore");
        }
        return cursor;
    }

    private PackagedToward restart() throws Exception {
        toward = PackagedToward.start(data);
        return toward;
    }

    private void killWhileLogging(PackagedToward running, Couple couple) throws Exception {
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_A_KILL);
        // Signed in before, so that the threads only log bids.
        List<Person> writers = List.of(couple.ana(), couple.ben());
        writers.forEach(Person::accessToken);
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        writers.forEach(writer -> threads.execute(() -> logUntilTheEnd(writer, couple, enough)));
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        running.kill();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void logUntilTheEnd(Person writer, Couple couple, CountDownLatch enough) {
        while (true) {
            UUID id = UUID.randomUUID();
            asked.put(id, writer);
            try {
                if (log(writer, couple, id) != 201) {
                    return;
                }
            } catch (Exception connectionLost) {
                return;
            }
            acknowledged.add(id);
            enough.countDown();
        }
    }

    private int log(Person writer, Couple couple, UUID id) {
        return writer.request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "id", id,
                        "bidder", "me",
                        "kind", "affection",
                        "channel", "in_person",
                        "occurredAt", occurredAt.toString()))
                .post(couple.path("/bids"))
                .statusCode();
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
