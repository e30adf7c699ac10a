package app.toward.feed;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import app.toward.session.VerifyToken.Claimed;
import app.toward.shared.FreshId;
import app.toward.shared.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the streams of this replica. A look at the database tells which of them have news and which are over: one each
 * second for all of them, and one after a hint for those that it concerns. A few threads do this for any number of streams.
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
    /** In milliseconds. */
    private static final long SOONEST_RETURN = 1_000;

    private static final long LATEST_RETURN = 5_000;

    private final UUID replica = UUID.randomUUID();
    private final OpenStreams streams = new OpenStreams();
    /** The accounts that a thread reads for; true if there is more to do when it is done. */
    private final Map<UUID, Boolean> busy = new ConcurrentHashMap<>();

    private final AtomicReference<Hint> due = new AtomicReference<>(Hint.NONE);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "feed streams");
        thread.setDaemon(true);
        return thread;
    });
    private final ServeStreams serveStreams;
    private final Clock clock;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private final Duration heartbeat;
    private final int mostPerAccount;
    private volatile boolean isLeaving;

    HoldStreams(
            ServeStreams serveStreams,
            Clock clock,
            MeterRegistry registry,
            @ConfigProperty(name = "toward.feed.heartbeat") Duration heartbeat,
            @ConfigProperty(name = "toward.feed.streams-per-account") int mostPerAccount) {
        this.mostPerAccount = mostPerAccount;
        this.serveStreams = serveStreams;
        this.clock = clock;
        this.heartbeat = heartbeat;
        registry.gauge("toward.feed.streams", streams, open -> open.all().size());
        TimeGauge.builder("toward.feed.unlooked", lookedAt, NANOSECONDS, since -> System.nanoTime() - since.get())
                .description("For how long no look for news of the open streams has succeeded")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        threads.scheduleWithFixedDelay(guarded(this::beat), 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(guarded(this::lookEachSecond), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Each after a pause of its own, so that they do not all come back in one instant. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        isLeaving = true;
        streams.all().forEach(HoldStreams::sendAway);
    }

    private static void sendAway(EventStream stream) {
        stream.sendAway(StreamEvent.comeBack(ThreadLocalRandom.current().nextLong(SOONEST_RETURN, LATEST_RETURN)));
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
        streams.all().forEach(EventStream::end);
    }

    /**
     * Opens a stream.
     *
     * @param cursor where it goes on; null to start
     * @param cutOff closes its connection
     * @throws Problem 401 if the session has ended; 503 if this process is about to stop
     */
    EventStream open(Claimed reader, @Nullable FeedCursor cursor, Runnable cutOff) {
        if (isLeaving) {
            throw Problem.unavailable("busy", "This server is about to stop.", Duration.ofMillis(SOONEST_RETURN));
        }
        UUID id = FreshId.next();
        QuarkusTransaction.requiringNew().run(() -> {
            // For the first stream may come before the first beat. Later ones must not queue for that row.
            introduce();
            StreamRight.open(id, replica, reader, mostPerAccount, clock.instant());
        });
        var stream = new EventStream(id, reader, cursor, ready -> serve(ready.account), streams::remove, cutOff);
        streams.add(stream);
        if (isLeaving) {
            sendAway(stream);
        }
        return stream;
    }

    private void introduce() {
        StreamRight.introduce(replica, streams.all(), clock.instant());
    }

    /** To be called when something was told to somebody, here or elsewhere. */
    void lookSoon(Hint hint) {
        Hint here = hint.only(streams::has);
        if (!streams.isEmpty()
                && !here.isEmpty()
                && due.getAndAccumulate(here, Hint::and).isEmpty()) {
            threads.schedule(
                    guarded(() -> look(due.getAndSet(Hint.NONE))), HINTS_TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** First of all it says that it lives itself, and only then asks who else does. */
    private void beat() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (!StreamRight.beat(replica)) {
                introduce();
            }
        });
        QuarkusTransaction.requiringNew().run(() -> StreamRight.sweep(replica));
    }

    private void lookEachSecond() {
        streams.all().forEach(stream -> stream.beat(heartbeat, PATIENCE));
        List<UUID> over = streams.closed();
        if (!over.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> StreamRight.close(over));
            streams.forget(over);
        }
        look(Hint.ALL);
    }

    private void look(Hint hint) {
        // Before the query, for a stream that is opened after it is not in its result.
        List<EventStream> present = streams.of(hint);
        if (present.isEmpty()) {
            lookedAt.set(System.nanoTime());
            return;
        }
        var looked = QuarkusTransaction.requiringNew().call(() -> StreamRight.look(replica, hint, clock.instant()));
        lookedAt.set(System.nanoTime());
        if (looked.isEmpty()) {
            // It was taken for dead, and its streams with it.
            QuarkusTransaction.requiringNew().run(this::introduce);
            return;
        }
        Map<UUID, Long> heads = looked.get();
        end(present.stream().filter(stream -> !heads.containsKey(stream.id)).toList());
        for (EventStream stream : present) {
            stream.hear(heads.getOrDefault(stream.id, 0L));
            if (stream.isReady()) {
                serve(stream.account);
            }
        }
    }

    /** Those whose session has not ended were replaced by newer ones. */
    private void end(List<EventStream> over) {
        if (over.isEmpty()) {
            return;
        }
        List<UUID> sessions = over.stream().map(stream -> stream.session).toList();
        Set<UUID> living = QuarkusTransaction.requiringNew().call(() -> StreamRight.living(sessions, clock.instant()));
        over.forEach(stream -> {
            if (living.contains(stream.session)) {
                stream.replace();
            } else {
                stream.end();
            }
        });
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
                serveStreams.serve(account, streams.of(account));
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
