package app.toward.session;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Removes sessions that have run out: nobody can use them, and they tell when somebody was here. */
@Singleton
class RemoveExpiredSessions {
    private static final int MOST_A_ROUND = 1000;
    /** The clock of another replica may be behind, and the session living there. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final Clock clock;

    RemoveExpiredSessions(Clock clock) {
        this.clock = clock;
    }

    @Scheduled(every = "{toward.removal.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void remove() {
        Session.removeExpired(clock.instant().minus(MARGIN), MOST_A_ROUND);
    }
}
