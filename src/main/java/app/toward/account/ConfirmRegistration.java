package app.toward.account;

import app.toward.mail.AddressHolder;
import app.toward.session.Credential;
import app.toward.session.Passwords;
import app.toward.shared.Problem;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes an account of a registration, once its person has shown that the address is theirs. The token shows that, whichever
 * registration of the address it was mailed for; the password says which of them is theirs. So who registers somebody
 * else's address gets no account by it, nor an account with a password of theirs, whatever the owner of the address
 * clicks on.
 */
@Singleton
class ConfirmRegistration {
    private final Passwords passwords;
    private final Throttle throttle;
    private final Clock clock;

    ConfirmRegistration(Passwords passwords, Throttle throttle, Clock clock) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * Makes the account. Never to be called in a transaction.
     *
     * @throws Problem 403 {@code wrong_password}; 422 {@code token_not_valid}; 429 after too many wrong passwords; 503 if
     *     too many wait
     */
    void by(String token, String password) {
        Instant now = clock.instant();
        Registration shown = Registration.ofToken(token, now).orElseThrow(ConfirmRegistration::notValid);
        var attempt = List.of(new Counted("confirmation", shown.emailKey));
        throttle.spend(attempt);
        Registration own = ownOf(shown.ofSameAddress(now), password, attempt);
        try {
            QuarkusTransaction.requiringNew().run(() -> open(own, shown.email));
        } catch (ConstraintViolationException e) {
            boolean isTakenInTheSameInstant = "credential_email_key".equals(e.getConstraintName());
            throw isTakenInTheSameInstant ? notValid() : e;
        }
    }

    /** Counted before, for parallel attempts; and not at all if it was no wrong password. */
    private Registration ownOf(List<Registration> all, String password, List<Counted> attempt) {
        boolean isWrong = false;
        try {
            Optional<Registration> own = all.stream()
                    .filter(registered -> passwords.matches(password, registered.passwordHash))
                    .findFirst();
            isWrong = own.isEmpty();
            return own.orElseThrow(() -> Problem.forbidden(
                    "wrong_password", "Nobody registered this address with this password. Register again."));
        } finally {
            if (!isWrong) {
                throttle.giveBack(attempt);
            }
        }
    }

    /**
     * Makes an account of it.
     *
     * @param proved the address as it was mailed to: one that merely compares as the same can be another mailbox
     */
    private void open(Registration own, String proved) {
        Instant now = clock.instant();
        if (!own.spend() || !AddressHolder.of(proved, now).isEmpty()) {
            throw notValid();
        }
        Account account = Account.register(own.profile(), now);
        var credential = new Credential(account.id, proved, own.passwordHash);
        credential.verify(now);
        credential.persistAndFlush();
    }

    private static Problem notValid() {
        return Problem.rule("token_not_valid", "This token cannot be redeemed (any more).");
    }
}
