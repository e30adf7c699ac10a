package app.toward.mail;

import app.toward.session.AfterPasswordChange;
import app.toward.session.Credential;
import app.toward.shared.Keys;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes letters, in the transaction of what they are about. Nothing is looked up here: whether there is anybody to write
 * to shows neither in the answer nor in its time.
 */
@Singleton
public class WriteLetter implements AfterPasswordChange {
    /** A letter was written; once its transaction has committed, it can be sent. */
    record Written() {}

    private final Throttle throttle;
    private final Keys keys;
    private final Clock clock;
    private final Event<Written> written;

    WriteLetter(Throttle throttle, Keys keys, Clock clock, Event<Written> written) {
        this.throttle = throttle;
        this.keys = keys;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Bounds how many letters anybody can cause to an address, whether or not it is known. Each kind is counted apart: so
     * nobody can use up what the owner needs to come back.
     *
     * @throws app.toward.shared.Problem 429 after too many
     */
    public void requireFew(String cause, String email) {
        throttle.spend(List.of(new Counted("mail-recipient", cause + "\n" + Credential.keyOf(email))));
    }

    /** Asks whether the address of an account reaches its person. */
    public void toVerify(UUID accountId) {
        write(LetterKind.VERIFICATION, accountId, null);
    }

    /** Tells the owner of an address, and nobody else, that it has an account already. */
    public void ofKnownAddress(String email) {
        write(LetterKind.KNOWN_ADDRESS, null, email);
    }

    /** Tells somebody that their account is to be erased, in case it was not they who asked for it. */
    public void ofErasure(UUID accountId) {
        write(LetterKind.ERASURE, accountId, null);
    }

    /** What was not sent yet of an erasure that is undone would no longer be true. */
    public void withdrawErasure(UUID accountId) {
        withdraw(accountId, LetterKind.ERASURE);
    }

    void toConfirmChange(UUID accountId, String email) {
        write(LetterKind.CHANGE, accountId, email);
    }

    void toResetPassword(String email) {
        write(LetterKind.PASSWORD_RESET, null, email);
    }

    /** Announces a change to the address before. That is restorable from the instant of the change on. */
    void toRestore(UUID accountId, String emailBefore) {
        Letter letter = write(LetterKind.RESTORATION, accountId, emailBefore);
        MailToken.issue(letter.id, LetterKind.RESTORATION, accountId, emailBefore, keys, clock.instant());
    }

    /** Whoever asked for another address under a password that was changed may not be its person. */
    @Override
    public void passwordChanged(UUID accountId) {
        withdraw(accountId, LetterKind.CHANGE);
    }

    /** The letters first: one that is being sent at this moment has then made its token, and that goes too. */
    static void withdraw(UUID accountId, LetterKind... kinds) {
        Letter.withdraw(accountId, List.of(kinds));
        MailToken.withdraw(accountId, List.of(kinds));
    }

    private Letter write(LetterKind kind, @Nullable UUID accountId, @Nullable String recipient) {
        Letter letter = Letter.of(kind, accountId, recipient, clock.instant());
        written.fire(new Written());
        return letter;
    }
}
