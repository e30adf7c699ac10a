package app.toward.session;

import app.toward.shared.Problem;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Gives an account another password. Never to be called in a transaction. */
@Singleton
public class ChangePassword {
    private final CheckPassword checkPassword;
    private final Passwords passwords;
    private final List<AfterPasswordChange> above;
    private final Clock clock;

    ChangePassword(
            CheckPassword checkPassword, Passwords passwords, @All List<AfterPasswordChange> above, Clock clock) {
        this.checkPassword = checkPassword;
        this.passwords = passwords;
        this.above = above;
        this.clock = clock;
    }

    /**
     * Changes the caller's password and signs every other device out.
     *
     * @param knownOfPerson the caller's address and name, which the password must not be close to
     * @throws Problem 400 for a new password that is too weak; 403 {@code wrong_password}; 503 if too many wait
     */
    public void of(Caller caller, String current, String next, String... knownOfPerson) {
        UUID account = caller.accountId();
        UUID session = caller.claimedSessionId();
        passwords.requireStrong("/newPassword", next, knownOfPerson);
        String before = checkPassword.ofSession(account, session, current);
        String after = passwords.hash(next);
        QuarkusTransaction.requiringNew().run(() -> {
            if (!Credential.replaceHash(account, before, after)) {
                throw Problem.conflict("changed_meanwhile", "The password was changed at the same time.");
            }
            Session.endOthers(account, session);
            Session.confirm(session, clock.instant());
            above.forEach(room -> room.passwordChanged(account));
        });
    }
}
