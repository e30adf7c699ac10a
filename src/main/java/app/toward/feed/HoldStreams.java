package app.toward.feed;

import app.toward.shared.FreshId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the streams of this replica. One look at the database, each second and after each hint, tells of all of them
 * which have news and which are over. A few threads do this for any number of streams.
 */
@ApplicationScoped
@SuppressWarnings("FutureReturnValueIgnored") // What is guarded fails for nobody to hear of.
class HoldStreams {
    private static final Logger LOG = Logger.getLogger(HoldStreams.class);
    private static final int THREADS = 4;
    private static final long LOOK_MILLIS = 1_000;
    private static final long BEAT_MILLIS = 10_000;
    /** Changes that come together are looked for together. */
    private static final long HINTS_TOGETHER_MILLIS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UUID replica = UUID.randomUUID();
    private final Map<UUID, EventStream> streams = new ConcurrentHashMap<>();
    private final Map<UUID, Set<EventStream>> byAccount = new ConcurrentHashMap<>();
    private final Queue<UUID> closed = new ConcurrentLinkedQueue<>();
    /** The accounts that a thread reads for; true if there is more to do when it is done. */
    private final Map<UUID, Boolean> busy = new ConcurrentHashMap<>();

    private final AtomicBoolean isLookDue = new AtomicBoolean();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "feed streams");
        thread.setDaemon(true);
        return thread;
    });
    private final ServeStreams serveStreams;
    private final Clock clock;
    private final Duration heartbeat;
    private final int mostPerAccount;

    HoldStreams(
            ServeStreams serveStreams,
            Clock clock,
            @ConfigProperty(name = "toward.feed.heartbeat") Duration heartbeat,
            @ConfigProperty(name = "toward.feed.streams-per-account") int mostPerAccount) {
        this.mostPerAccount = mostPerAccount;
        this.serveStreams = serveStreams;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    void start(@Observes StartupEvent event) {
        threads.scheduleWithFixedDelay(guarded(this::beat), 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(guarded(this::lookEachSecond), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
        streams.values().forEach(EventStream::end);
    }

    /**
     * Opens a stream of an account.
     *
     * @param cursor where it goes on; null to start
     * @param cutOff closes its connection
     * @throws app.toward.shared.Problem 401 if the session has ended
     */
    EventStream open(UUID account, UUID session, @Nullable FeedCursor cursor, Runnable cutOff) {
        UUID id = FreshId.next();
        QuarkusTransaction.requiringNew().run(() -> {
            // For the first stream may come before the first beat. Later ones must not queue for that row.
            StreamRight.introduce(replica);
            StreamRight.open(id, replica, account, session, mostPerAccount, clock.instant());
        });
        var stream = new EventStream(id, account, cursor, ready -> serve(ready.account), this::forget, cutOff);
        byAccount.compute(account, (unused, present) -> {
            Set<EventStream> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(stream);
            return all;
        });
        streams.put(id, stream);
        return stream;
    }

    /** To be called when something was told to somebody, here or elsewhere. */
    void lookSoon() {
        if (!streams.isEmpty() && isLookDue.compareAndSet(false, true)) {
            threads.schedule(
                    guarded(() -> {
                        isLookDue.set(false);
                        look();
                    }),
                    HINTS_TOGETHER_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void forget(EventStream stream) {
        streams.remove(stream.id);
        byAccount.computeIfPresent(stream.account, (unused, present) -> {
            present.remove(stream);
            return present.isEmpty() ? null : present;
        });
        closed.add(stream.id);
    }

    private void beat() {
        QuarkusTransaction.requiringNew().run(() -> {
            StreamRight.beat(replica);
            StreamRight.sweep();
        });
    }

    private void lookEachSecond() {
        streams.values().forEach(stream -> stream.beat(heartbeat, PATIENCE));
        List<UUID> over = new ArrayList<>(closed);
        if (!over.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> StreamRight.close(over));
            closed.removeAll(new HashSet<>(over));
        }
        look();
    }

    private void look() {
        // Before the query, for a stream that is opened after it is not in its result.
        List<EventStream> present = List.copyOf(streams.values());
        if (present.isEmpty()) {
            return;
        }
        Map<UUID, Long> heads = QuarkusTransaction.requiringNew()
                .call(() -> StreamRight.look(replica, clock.instant()).stream()
                        .collect(Collectors.toMap(StreamRight.Alive::stream, StreamRight.Alive::head)));
        for (EventStream stream : present) {
            Long head = heads.get(stream.id);
            if (head == null) {
                stream.end();
            } else {
                stream.hear(head);
                if (stream.isReady()) {
                    serve(stream.account);
                }
            }
        }
    }

    /** Reads for one account in one thread at a time. */
    private void serve(UUID account) {
        if (!threads.isShutdown() && busy.put(account, true) == null) {
            threads.execute(guarded(() -> serveUntilDone(account)));
        }
    }

    private void serveUntilDone(UUID account) {
        try {
            do {
                busy.put(account, false);
                serveStreams.serve(account, List.copyOf(byAccount.getOrDefault(account, Set.of())));
            } while (!busy.remove(account, false));
        } catch (RuntimeException e) {
            // The next look finds that they still wait.
            busy.remove(account);
            throw e;
        }
    }

    /** While the database is away streams stay open, and the next look goes on. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warnf("Streams wait: %s", e.getClass().getName());
                LOG.debug("Why streams wait", e);
            }
        };
    }
}
