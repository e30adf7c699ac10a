package app.toward.mail;

import app.toward.feed.Feed;
import app.toward.session.Credential;
import app.toward.session.Passwords;
import app.toward.shared.Problem;
import app.toward.shared.Throttle;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Does what a mailed token is for, once. Why a token does not count is never said. */
@Singleton
class RedeemToken {
    private final Passwords passwords;
    private final Throttle throttle;
    private final WriteLetter writeLetter;
    private final Clock clock;

    RedeemToken(Passwords passwords, Throttle throttle, WriteLetter writeLetter, Clock clock) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.writeLetter = writeLetter;
        this.clock = clock;
    }

    /**
     * The address that the token was mailed to is the account's, and reaches its person.
     *
     * @throws Problem 422 {@code token_not_valid}
     */
    @Transactional
    void confirm(String text) {
        Instant now = clock.instant();
        MailToken token = living(text, now, LetterKind.VERIFICATION, LetterKind.CHANGE);
        Credential credential = spend(token);
        if (credential.isFor(token.email)) {
            credential.verify(now);
            WriteLetter.withdraw(token.accountId, LetterKind.VERIFICATION);
            Feed.upsertMe(token.accountId, now);
        } else if (token.kind == LetterKind.CHANGE) {
            change(credential, token, now);
        } else {
            throw notValid();
        }
    }

    private void change(Credential credential, MailToken token, Instant now) {
        if (!AddressHolder.othersThan(token.accountId, token.email, now).isEmpty()) {
            throw notValid();
        }
        WriteLetter.withdraw(token.accountId, LetterKind.VERIFICATION, LetterKind.CHANGE, LetterKind.PASSWORD_RESET);
        writeLetter.toRestore(token.accountId, credential.changeEmail(token.email, now));
        Feed.upsertMe(token.accountId, now);
    }

    /**
     * Takes a change of the address back, and with it all that whoever made it could do since: other changes, the
     * password, the signed-in devices. The owner chooses a new password next, by a letter that goes out with this.
     * Never to be called in a transaction.
     *
     * @throws Problem 422 {@code token_not_valid}; 503 if too many wait
     */
    void restore(String text) {
        MailToken known = living(text, clock.instant(), LetterKind.RESTORATION);
        String nobodysHash = passwords.hash(Passwords.unknown());
        // The letter that goes out with this voids those before it, so it must not be one too many.
        LetterKind.PASSWORD_RESET.countedFor(known.email).ifPresent(throttle::forget);
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            MailToken token = living(text, now, LetterKind.RESTORATION);
            Credential credential = spend(token);
            WriteLetter.withdraw(
                    token.accountId, LetterKind.VERIFICATION, LetterKind.CHANGE, LetterKind.PASSWORD_RESET);
            token.withdrawLaterRestorations();
            credential.changeEmail(token.email, now);
            credential.replacePassword(nobodysHash);
            writeLetter.toResetPassword(token.email);
            Feed.upsertMe(token.accountId, now);
        });
    }

    /**
     * Gives the account another password, and ends all its sessions. Never to be called in a transaction.
     *
     * @throws Problem 400 for a password that is too weak, by which the token is not used up; 422 {@code token_not_valid};
     *     503 if too many wait
     */
    void resetPassword(String text, String password) {
        MailToken known = living(text, clock.instant(), LetterKind.PASSWORD_RESET);
        passwords.requireStrong("/newPassword", password, known.email, displayNameOf(known.accountId));
        String hash = passwords.hash(password);
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            MailToken token = living(text, now, LetterKind.PASSWORD_RESET);
            Credential credential = spend(token);
            if (!credential.isFor(token.email)) {
                throw notValid();
            }
            WriteLetter.withdraw(
                    token.accountId, LetterKind.VERIFICATION, LetterKind.CHANGE, LetterKind.PASSWORD_RESET);
            credential.verify(now);
            credential.replacePassword(hash);
            Feed.upsertMe(token.accountId, now);
        });
        // Whoever tried other passwords all day must not keep out who has just shown that the account is theirs.
        throttle.forget(Credential.attemptsOn(known.email));
    }

    private static String displayNameOf(UUID account) {
        return Panache.getSession()
                .createSelectionQuery("select displayName from Account where id = :account", String.class)
                .setParameter("account", account)
                .uniqueResultOptional()
                .orElseThrow(RedeemToken::notValid);
    }

    private static MailToken living(String text, Instant now, LetterKind... kinds) {
        return MailToken.living(text, List.of(kinds), now).orElseThrow(RedeemToken::notValid);
    }

    /** Under the lock of the credential, where all that redeem something of one account queue. */
    private static Credential spend(MailToken token) {
        Credential credential = Credential.locked(token.accountId).orElseThrow(RedeemToken::notValid);
        if (!token.spend()) {
            throw notValid();
        }
        return credential;
    }

    private static Problem notValid() {
        return Problem.rule("token_not_valid", "This token cannot be redeemed (any more).");
    }
}
