package app.toward.feed;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps deletions for as long as a phone may be away, and notes for each account what is no longer kept. */
@ApplicationScoped
class ForgetDeletions {
    static final Duration KEPT = Duration.ofDays(180);
    private static final int AT_ONCE = 1000;

    /** The readers' rows are locked first, as writers do; who is being written to has their turn in the next round. */
    private static final String FORGET = """
            with old as (
                select account_id, position from feed_entry
                where is_gone and changed_at < :before
                order by changed_at limit :most),
            readers as (
                select account_id from feed where account_id in (select account_id from old)
                order by account_id for update skip locked),
            forgotten as (
                delete from feed_entry using old join readers using (account_id)
                where feed_entry.account_id = old.account_id and feed_entry.position = old.position
                and is_gone and changed_at < :before
                returning feed_entry.account_id, feed_entry.position)
            update feed set forgotten = greatest(feed.forgotten, latest.position)
            from (select account_id, max(position) as position from forgotten group by account_id) as latest
            where feed.account_id = latest.account_id
            """;

    private final Clock clock;

    ForgetDeletions(Clock clock) {
        this.clock = clock;
    }

    @Scheduled(every = "{toward.feed.forget.every}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        Instant now = clock.instant();
        Panache.getSession()
                .createNativeMutationQuery(FORGET)
                .setParameter("before", now.minus(KEPT))
                .setParameter("most", AT_ONCE)
                .executeUpdate();
        StreamTicket.sweep(now);
    }
}
