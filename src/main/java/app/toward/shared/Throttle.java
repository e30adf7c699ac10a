package app.toward.shared;

import app.toward.shared.Limits.Limit;
import app.toward.shared.Limits.WhenStoreFails;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionSemantics;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lets something be done only so often, counted in the database and so for all replicas together. It costs a short
 * transaction of its own for each limit: right beside a password's hash, too much for every request; see
 * {@link ThrottleRequests} for those.
 */
@Singleton
public class Throttle {
    private static final Logger LOG = Logger.getLogger(Throttle.class);
    private static final int CLEANED_EVERY = 200;
    private static final int CLEANED_AT_ONCE = 1000;
    private static final Duration KEPT_LONGER = Duration.ofMinutes(1);
    private static final Duration STORE_RETRY = Duration.ofSeconds(2);

    private final Limits limits;
    private final Keys keys;
    private final PostgreSQLSelectForUpdateBasedProxyManager<Long> buckets;
    private final AtomicLong attempts = new AtomicLong();

    Throttle(Limits limits, Keys keys, Clock clock, javax.sql.DataSource database) {
        this.limits = limits;
        this.keys = keys;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .table("throttle")
                .clientClock(meter(clock))
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
                .build();
    }

    /**
     * What is limited: how often, and for whom each for themselves.
     *
     * @param limit a name of the table of limits
     * @param subject whose attempts are counted together; only a keyed hash of it is stored
     * @param isAlsoByOthers whether others than the caller are counted, too: then nobody is told when the window began
     */
    public record Counted(String limit, String subject, boolean isAlsoByOthers) {
        public Counted(String limit, String subject) {
            this(limit, subject, false);
        }

        public static Counted alsoByOthers(String limit, String subject) {
            return new Counted(limit, subject, true);
        }
    }

    /**
     * Counts an attempt by several limits, in this order. One that is refused counts by none of them.
     *
     * @throws Problem 429 if there have been too many; 503 if they cannot be counted and the limit does not allow that
     */
    public void spend(List<Counted> attempt) {
        cleanNowAndThen();
        List<Counted> spent = new ArrayList<>();
        for (Counted counted : attempt) {
            ConsumptionProbe probe = probe(counted);
            if (!probe.isConsumed()) {
                giveBack(spent);
                Quota quota = quotaOf(counted.limit(), limitOf(counted), probe);
                throw Problem.tooManyRequests(counted.isAlsoByOthers() ? quota.fromNow() : quota);
            }
            spent.add(counted);
        }
    }

    /**
     * Counts something that nobody is told of when it does not happen.
     *
     * @return whether there have been few enough
     * @throws Problem 503 if it cannot be counted and the limit does not allow that
     */
    public boolean isOneOfFew(Counted counted) {
        return probe(counted).isConsumed();
    }

    private ConsumptionProbe probe(Counted counted) {
        return asked(counted, bucket -> bucket.tryConsumeAndReturnRemaining(1), ConsumptionProbe.consumed(1, 0));
    }

    /** Takes the count of an attempt back: it was none of those that are limited. */
    public void giveBack(List<Counted> attempt) {
        for (Counted counted : attempt) {
            asked(
                    counted,
                    bucket -> {
                        bucket.addTokens(1);
                        return true;
                    },
                    true);
        }
    }

    /** Forgets all attempts by a limit: whoever was refused for others' attempts has shown who they are. */
    public void forget(Counted counted) {
        asked(
                counted,
                bucket -> {
                    bucket.reset();
                    return true;
                },
                true);
    }

    private <T> T asked(Counted counted, Function<Bucket, T> question, T unanswered) {
        Limit limit = limitOf(counted);
        long id = idOf(counted);
        try {
            // The store commits by itself, which it could not within a caller's transaction.
            return QuarkusTransaction.runner(TransactionSemantics.SUSPEND_EXISTING)
                    .call(() -> question.apply(buckets.builder().build(id, () -> configurationOf(limit))));
        } catch (RuntimeException e) {
            LOG.warnf("Attempts cannot be counted (%s): %s", counted.limit(), e.getMessage());
            if (limit.whenStoreFails() == WhenStoreFails.ALLOW) {
                return unanswered;
            }
            throw Problem.unavailable("database_away", "The database cannot be reached at this moment.", STORE_RETRY);
        }
    }

    private void cleanNowAndThen() {
        if (attempts.incrementAndGet() % CLEANED_EVERY == 0) {
            try {
                QuarkusTransaction.runner(TransactionSemantics.SUSPEND_EXISTING)
                        .call(() -> buckets.removeExpired(CLEANED_AT_ONCE));
            } catch (RuntimeException e) {
                LOG.warnf("Outdated counts were not removed: %s", e.getMessage());
            }
        }
    }

    private Limit limitOf(Counted counted) {
        return Objects.requireNonNull(limits.byName().get(counted.limit()), counted.limit());
    }

    private long idOf(Counted counted) {
        byte[] subject = (counted.limit() + "\n" + counted.subject()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(keys.mac("throttle", subject)).getLong();
    }

    static Quota quotaOf(String name, Limit limit, ConsumptionProbe probe) {
        long nanos = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Quota(
                name, limit.quota(), limit.window(), probe.getRemainingTokens(), Duration.ofNanos(Math.max(nanos, 1)));
    }

    /** A window begins with the first attempt in it; when it ends, the whole quota is there again. */
    static BucketConfiguration configurationOf(Limit limit) {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit.quota())
                        .refillIntervally(limit.quota(), limit.window())
                        .build())
                .build();
    }

    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
