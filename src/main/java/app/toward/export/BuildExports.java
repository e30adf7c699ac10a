package app.toward.export;

import app.toward.export.Build.Superseded;
import app.toward.shared.Backlog;
import app.toward.shared.Standby;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the exports that were asked for, one at a time on each replica, and removes what has expired or failed. */
@Singleton
class BuildExports implements Backlog {
    private static final Logger LOG = Logger.getLogger(BuildExports.class);

    /** Longer than any export takes: it is the lease that tells of one that hangs. */
    private static final int SECONDS_AT_MOST = 4 * 3600;

    /** In a round, so that whoever waits for theirs does not wait long. */
    private static final int MOST_REMOVALS = 100;

    private static final int RENEWED_AFTER_THINGS = 1_000;

    /** One moment of the database for all that is read, and nothing is written by who reads. */
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";

    private final Archive archive;
    private final Standby standby;
    private final Clock clock;
    private final Duration kept;
    private final Duration lease;

    BuildExports(
            Archive archive,
            Standby standby,
            Clock clock,
            @ConfigProperty(name = "toward.export.kept") Duration kept,
            @ConfigProperty(name = "toward.export.lease") Duration lease) {
        this.archive = archive;
        this.standby = standby;
        this.clock = clock;
        this.kept = kept;
        this.lease = lease;
    }

    @Scheduled(every = "{toward.export.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void buildAll() {
        removeExpired();
        Optional<Build> next = Build.begin(clock.instant(), lease);
        while (next.isPresent()) {
            attempt(next.get());
            next = Build.begin(clock.instant(), lease);
        }
    }

    @Override
    public String name() {
        return "exports";
    }

    @Override
    public Optional<Instant> waitingSince(Instant now) {
        return Export.oldestUnfinished();
    }

    private void removeExpired() {
        QuarkusTransaction.requiringNew().run(() -> Export.expire(clock.instant()));
        boolean isMore = true;
        for (int step = 0; step < MOST_REMOVALS && isMore; step++) {
            isMore = QuarkusTransaction.requiringNew().call(Export::emptySome);
        }
    }

    private void attempt(Build build) {
        try {
            make(build);
        } catch (Superseded e) {
            LOG.infof("Export %s is made by another replica, or is gone.", build.export());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Export %s failed at attempt %d.", build.export(), build.attempt());
            QuarkusTransaction.requiringNew().run(build::giveUp);
        }
    }

    private void make(Build build) {
        while (QuarkusTransaction.requiringNew().call(() -> ExportParts.removeSomeBefore(build))) {
            // The call itself does it.
        }
        var parts = new ExportParts(build);
        var things = new Progress(build);
        Runnable reading = () -> read(build, parts, things);
        // Whatever made an attempt on the standby fail, which may cancel a long read, the next one goes without it.
        boolean isOnStandby = build.attempt() == 1 && standby.catchesUp();
        QuarkusTransaction.requiringNew()
                .timeout(SECONDS_AT_MOST)
                .run(isOnStandby ? () -> standby.read(reading) : reading);
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> build.finish(things.count, parts.size(), now, now.plus(kept)));
    }

    private void read(Build build, ExportParts parts, Progress things) {
        Panache.getSession().createNativeMutationQuery(ONE_MOMENT).executeUpdate();
        Panache.getSession().setDefaultReadOnly(true);
        try {
            archive.write(build.account(), build.createdAt(), clock.instant(), parts, things);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts, and says now and then that the attempt goes on. */
    private class Progress implements Archive.Progress {
        private final Build build;
        private long count;
        private long calls;

        Progress(Build build) {
            this.build = build;
        }

        @Override
        public void wrote(boolean isFirst) {
            count += isFirst ? 1 : 0;
            calls++;
            if (calls % RENEWED_AFTER_THINGS == 0) {
                QuarkusTransaction.requiringNew()
                        .run(() -> build.renew(count, clock.instant().plus(lease)));
            }
        }
    }
}
