package app.toward.account;

import app.toward.session.Credential;
import app.toward.shared.Backlog;
import app.toward.shared.Belongings;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Erases the accounts whose time to undo is over, each in steps of a moment. A step is one transaction in which the
 * account's erasing is taken, so several replicas never work on one account, and whichever comes next goes on where one was
 * killed.
 */
@Singleton
class EraseAccounts implements Backlog {
    private static final Logger LOG = Logger.getLogger(EraseAccounts.class);
    private static final int AT_ONCE = 20;

    /** What was asked before the devices were signed out has been answered or cut off by then. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private final List<Belongings> belongings;
    private final Clock clock;

    EraseAccounts(@All List<Belongings> belongings, Clock clock) {
        this.belongings = belongings;
        this.clock = clock;
    }

    @Scheduled(every = "{toward.erasure.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void eraseDue() {
        List<UUID> due = QuarkusTransaction.requiringNew().call(() -> Account.toErase(clock.instant(), AT_ONCE));
        due.forEach(this::erase);
    }

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public Optional<Instant> waitingSince(Instant now) {
        return Account.longestDue(now);
    }

    /** What fails is tried again in the next round, and holds up nobody else. */
    private void erase(UUID account) {
        try {
            boolean isMoreToDo = true;
            while (isMoreToDo) {
                isMoreToDo = QuarkusTransaction.requiringNew().call(() -> step(account, clock.instant()));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "An account could not be erased yet");
        }
    }

    /** Whether there is more to do at once. */
    private boolean step(UUID id, Instant now) {
        Account account = Account.toErase(id, now).orElse(null);
        if (account == null) {
            return false;
        }
        if (account.erasingSince == null) {
            if (Account.beginErasing(id, now)) {
                Credential.revoke(id);
            }
            return false;
        }
        if (now.isBefore(account.erasingSince.plus(UNDER_WAY))) {
            return false;
        }
        for (Belongings some : belongings) {
            if (!some.eraseSome(id, now)) {
                return true;
            }
        }
        account.delete();
        return false;
    }
}
