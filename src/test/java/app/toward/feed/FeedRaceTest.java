package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Eight write and four read, all at once: a reader who goes on from their cursor misses nothing. */
@QuarkusTest
class FeedRaceTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 20_000;
    private static final int PAGE = 50;
    private static final long PAUSE_NANOS = 1_000_000;

    @Inject
    ReadFeed readFeed;

    @Test
    void readers_miss_nothing_of_what_eight_writers_write() throws Exception {
        var couple = Couple.together();
        List<UUID> both = List.of(
                UUID.fromString(couple.ana().get("/v1/me").extract().path("id")),
                UUID.fromString(couple.ben().get("/v1/me").extract().path("id")));
        Set<UUID> forAna = ConcurrentHashMap.newKeySet();
        Set<UUID> forBen = ConcurrentHashMap.newKeySet();
        var isWritten = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(WRITERS + 4);
        List<Future<Set<UUID>>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID account = both.get(i % 2);
            String start = page(account, null).cursor();
            readers.add(threads.submit(() -> everythingReadBy(account, start, isWritten)));
        }
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(() -> {
                for (int i = 0; i < WRITES / WRITERS; i++) {
                    write(both, (i + number) % 4, forAna, forBen);
                }
                return null;
            });
        }
        for (var written : threads.invokeAll(writers)) {
            written.get();
        }
        isWritten.set(true);
        for (int i = 0; i < 4; i++) {
            assertThat(readers.get(i).get()).isEqualTo(i % 2 == 0 ? forAna : forBen);
        }
        threads.shutdown();
    }

    private static void write(List<UUID> both, int way, Set<UUID> forAna, Set<UUID> forBen) {
        var thing = new Thing("bid", UUID.randomUUID(), UUID.randomUUID());
        List<UUID> readers = switch (way) {
            case 0 -> both;
            case 1 -> List.of(both.get(1), both.get(0));
            case 2 -> List.of(both.get(0));
            default -> List.of(both.get(1));
        };
        QuarkusTransaction.requiringNew().run(() -> Feed.upsert(thing, readers, Instant.EPOCH));
        if (readers.contains(both.get(0))) {
            forAna.add(thing.id());
        }
        if (readers.contains(both.get(1))) {
            forBen.add(thing.id());
        }
    }

    private Set<UUID> everythingReadBy(UUID account, String start, AtomicBoolean isWritten) {
        var read = new HashSet<UUID>();
        String cursor = start;
        boolean isLast = false;
        while (!isLast) {
            // Asked before the page: what was written until then is in it, or in one that follows.
            boolean wasWritten = isWritten.get();
            FeedPage page = page(account, cursor);
            for (ChangeView change : page.items()) {
                assertThat(read.add(change.id())).as("once").isTrue();
            }
            cursor = page.cursor();
            isLast = wasWritten && !page.hasMore();
            if (!page.hasMore()) {
                // The writers need the processor too; this is as often as any client could ask.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return read;
    }

    private FeedPage page(UUID account, @Nullable String cursor) {
        return QuarkusTransaction.requiringNew().call(() -> readFeed.page(account, cursor, PAGE, Instant.now()));
    }
}
