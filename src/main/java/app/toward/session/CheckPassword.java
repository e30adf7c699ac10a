package app.toward.session;

import app.toward.shared.Problem;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out whether somebody knows a password, and tells nothing else by it. Never to be called in a transaction. */
@Singleton
class CheckPassword {
    /**
     * That somebody knows the password of an account.
     *
     * @param hash what it was compared with: once that is replaced, the proof is worth nothing
     */
    record Proof(UUID accountId, String hash) {}

    private final RequireVerified requireVerified;
    private final Passwords passwords;
    private final Throttle throttle;

    CheckPassword(RequireVerified requireVerified, Passwords passwords, Throttle throttle) {
        this.requireVerified = requireVerified;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * Who signs in. A hash of older parameters is renewed.
     *
     * @param address where the attempt comes from
     * @throws Problem 401 for a wrong password, an unknown address and one that is not verified where it has to be, after
     *     as much work and with the same words; 429 after too many
     *     of these; 503 if too many wait
     */
    Proof ofEmail(String email, String password, String address) {
        String key = Credential.keyOf(email);
        // The tightest first: an attempt that it refuses uses nothing up of what the account has a day. What is counted
        // by an account is in part another's doing, at home also from one's own address: how long it still lasts would
        // tell when its owner mistyped, so all are told the whole window.
        var attempt = List.of(
                Counted.alsoByOthers("sign-in-pair", address + "\n" + key),
                Credential.attemptsOn(email),
                new Counted("sign-in-address", address));
        throttle.spend(attempt);
        Optional<Credential> credential = Credential.withEmail(email).filter(requireVerified::allows);
        String hash = credential.map(known -> known.passwordHash).orElse(null);
        if (!isRight(password, hash, attempt)) {
            throw wrong();
        }
        Credential known = credential.orElseThrow();
        if (Passwords.isOutdated(known.passwordHash)) {
            String renewed = passwords.hash(password);
            QuarkusTransaction.requiringNew()
                    .run(() -> Credential.replaceHash(known.accountId, known.passwordHash, renewed));
            return new Proof(known.accountId, renewed);
        }
        return new Proof(known.accountId, known.passwordHash);
    }

    /**
     * Lets pass who knows the password of the account whose device they hold.
     *
     * @return the hash that the password was compared with
     * @throws Problem 403 {@code wrong_password}; 429 after too many of these on this device, whatever happens elsewhere; 503 if too many wait
     */
    String ofSession(UUID account, UUID session, String password) {
        String hash = Credential.hashOf(account);
        var attempt = List.of(new Counted("confirmation", session.toString()));
        throttle.spend(attempt);
        if (!isRight(password, hash, attempt)) {
            throw Problem.forbidden("wrong_password", "This is not the password of your account.");
        }
        return hash;
    }

    static Problem wrong() {
        return Problem.unauthenticated(
                "invalid_credentials",
                "The e-mail address or the password is wrong, or the address is not confirmed yet.");
    }

    /** Counted before, for parallel attempts; and not at all if it was no wrong password. */
    private boolean isRight(String password, @Nullable String hash, List<Counted> attempt) {
        boolean isWrong = false;
        try {
            isWrong = !passwords.matches(password, hash);
            return !isWrong;
        } finally {
            if (!isWrong) {
                throttle.giveBack(attempt);
            }
        }
    }
}
