package app.toward.partnership;

import app.toward.feed.Feed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes down which invitations have run out, and tells their inviters. Until then they count as expired all the same:
 * nothing waits for this.
 */
@ApplicationScoped
class ExpireInvitations {
    private static final int MOST_AT_ONCE = 1_000;

    private final Clock clock;

    ExpireInvitations(Clock clock) {
        this.clock = clock;
    }

    /** Each in a transaction of its own; several replicas share them out. */
    @Scheduled(
            identity = "expire-invitations",
            every = "{toward.expire-invitations.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        Instant now = clock.instant();
        for (int i = 0; i < MOST_AT_ONCE && QuarkusTransaction.requiringNew().call(() -> expireOne(now)); i++) {
            // The call itself does it.
        }
    }

    private static boolean expireOne(Instant now) {
        Optional<Invitation> expired = Invitation.expireOne(now);
        expired.ifPresent(invitation -> Feed.upsert(invitation.told(), List.of(invitation.inviterId), now));
        return expired.isPresent();
    }
}
