package app.toward.account;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Removes registrations that nobody has confirmed in time. */
@Singleton
class ForgetRegistrations {
    private static final int MOST_A_ROUND = 1000;

    private final Clock clock;

    ForgetRegistrations(Clock clock) {
        this.clock = clock;
    }

    @Scheduled(every = "{toward.removal.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        Registration.forgetOutdated(clock.instant(), MOST_A_ROUND);
    }
}
