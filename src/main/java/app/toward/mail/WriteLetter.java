package app.toward.mail;

import app.toward.session.AfterPasswordChange;
import app.toward.shared.FreshId;
import app.toward.shared.Keys;
import app.toward.shared.Sha256;
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

    private final Keys keys;
    private final Clock clock;
    private final Event<Written> written;

    WriteLetter(Keys keys, Clock clock, Event<Written> written) {
        this.keys = keys;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Asks who registered to confirm it.
     *
     * @param registration its id, which becomes the letter's
     * @return the hash that the letter's token can be known by
     */
    public byte[] toRegister(UUID registration, String email) {
        Letter letter = write(Letter.of(registration, LetterKind.REGISTRATION, null, email, clock.instant()));
        return Sha256.digest(Letter.tokenOf(letter.id, keys));
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

    /** Tells them that it was taken back. What was not sent yet of it would no longer be true. */
    public void ofErasureUndone(UUID accountId) {
        withdraw(accountId, LetterKind.ERASURE);
        write(LetterKind.ERASURE_UNDONE, accountId, null);
    }

    /** Tells somebody that all of theirs was asked for as a file. */
    public void ofExport(UUID accountId) {
        write(LetterKind.EXPORT, accountId, null);
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
        return write(Letter.of(FreshId.next(), kind, accountId, recipient, clock.instant()));
    }

    private Letter write(Letter letter) {
        written.fire(new Written());
        return letter;
    }
}
