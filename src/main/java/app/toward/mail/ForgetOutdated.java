package app.toward.mail;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Removes tokens that count no more, and letters that could not be sent for days: both have somebody's address. */
@Singleton
class ForgetOutdated {
    private static final int MOST_A_ROUND = 1000;

    private final Clock clock;

    ForgetOutdated(Clock clock) {
        this.clock = clock;
    }

    @Scheduled(every = "{toward.removal.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        Instant now = clock.instant();
        Letter.forgetOutdated(now, MOST_A_ROUND);
        MailToken.forgetOutdated(now, MOST_A_ROUND);
    }
}
