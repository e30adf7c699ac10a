package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Eight write and four read, all at once, and every third write is of one of a few things: a reader who goes on from their
 * cursor has of each thing its last change.
 */
@QuarkusTest
class FeedRaceTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 20_000;
    private static final int PAGE = 50;
    private static final long PAUSE_NANOS = 1_000_000;

    private static final List<Thing> CONTESTED =
            Stream.generate(FeedRaceTest::thing).limit(10).toList();

    @Inject
    ReadFeed readFeed;

    @Inject
    EntityManager database;

    @Test
    void readers_miss_nothing_of_what_eight_writers_write() throws Exception {
        var couple = Couple.together();
        List<UUID> both = List.of(
                UUID.fromString(couple.ana().get("/v1/me").extract().path("id")),
                UUID.fromString(couple.ben().get("/v1/me").extract().path("id")));
        var isWritten = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(WRITERS + 4);
        List<Future<Map<UUID, Long>>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID account = both.get(i % 2);
            FeedCursor start = part(account, null).reached();
            readers.add(threads.submit(() -> everythingReadBy(account, start, isWritten)));
        }
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(() -> {
                for (int i = 0; i < WRITES / WRITERS; i++) {
                    Thing thing = i % 3 == 0 ? CONTESTED.get((i + number) % CONTESTED.size()) : thing();
                    write(thing, both, (i + number) % 4);
                }
                return null;
            });
        }
        for (var written : threads.invokeAll(writers)) {
            written.get();
        }
        isWritten.set(true);
        for (int i = 0; i < 4; i++) {
            assertThat(readers.get(i).get()).isEqualTo(positions(both.get(i % 2)));
        }
        threads.shutdown();
    }

    private static Thing thing() {
        return new Thing("bid", UUID.randomUUID(), UUID.randomUUID());
    }

    private static void write(Thing thing, List<UUID> both, int way) {
        List<UUID> readers = switch (way) {
            case 0 -> both;
            case 1 -> List.of(both.get(1), both.get(0));
            case 2 -> List.of(both.get(0));
            default -> List.of(both.get(1));
        };
        QuarkusTransaction.requiringNew().run(() -> Feed.upsert(thing, readers, Instant.EPOCH));
    }

    /** The position at which each thing was read last. */
    private Map<UUID, Long> everythingReadBy(UUID account, FeedCursor start, AtomicBoolean isWritten) {
        var read = new HashMap<UUID, Long>();
        FeedCursor cursor = start;
        boolean isLast = false;
        while (!isLast) {
            // Asked before the page: what was written until then is in it, or in one that follows.
            boolean wasWritten = isWritten.get();
            ReadFeed.Part part = part(account, cursor);
            part.changes()
                    .forEach((position, change) -> assertThat(read.put(change.id(), position))
                            .as("never again at a place before")
                            .satisfiesAnyOf(
                                    before -> assertThat(before).isNull(),
                                    before -> assertThat(before).isLessThan(position)));
            cursor = part.reached();
            isLast = wasWritten && !part.hasMore();
            if (!part.hasMore()) {
                // The writers need the processor too; this is as often as any client could ask.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return read;
    }

    /** Where each thing stands in the end. */
    private Map<UUID, Long> positions(UUID account) {
        List<Object[]> rows = database.unwrap(Session.class)
                .createNativeQuery(
                        "select thing_id, position from feed_entry where account_id = :account and kind = 'bid'",
                        Object[].class)
                .setParameter("account", account)
                .getResultList();
        return rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }

    private ReadFeed.Part part(UUID account, @Nullable FeedCursor after) {
        return QuarkusTransaction.requiringNew()
                .call(() -> readFeed.part(account, after, PAGE, Instant.now()).orElseThrow());
    }
}
