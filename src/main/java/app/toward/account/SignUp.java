package app.toward.account;

import app.toward.mail.AddressHolder;
import app.toward.mail.WriteLetter;
import app.toward.session.Credential;
import app.toward.session.Passwords;
import app.toward.session.RequireVerified;
import app.toward.shared.FreshId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Registers a person, and tells nobody whether the address had an account before. */
@Singleton
class SignUp {
    private final RequireVerified requireVerified;
    private final Passwords passwords;
    private final WriteLetter writeLetter;
    private final Clock clock;

    SignUp(RequireVerified requireVerified, Passwords passwords, WriteLetter writeLetter, Clock clock) {
        this.requireVerified = requireVerified;
        this.passwords = passwords;
        this.writeLetter = writeLetter;
        this.clock = clock;
    }

    /**
     * Makes the account, or keeps what it is made of until the address is shown to be the person's. Where the address has
     * an account nothing changes and nothing differs for the caller, and its owner is told by mail.
     *
     * @throws app.toward.shared.Problem 400 for a password that is too weak; 503 if too many wait
     */
    void register(NewAccount person) {
        // Whatever can be refused is refused before the address is looked at: else the refusal would tell of it.
        if (person.dayStart() != null) {
            Account.requireEarly(person.dayStart());
        }
        passwords.requireStrong("/password", person.password(), person.email(), person.displayName());
        // First and always, so that a taken address takes as long; and outside the transaction, for it is slow.
        String hash = passwords.hash(person.password());
        if (requireVerified.isRequired()) {
            QuarkusTransaction.requiringNew().run(() -> keep(person, hash));
            return;
        }
        try {
            QuarkusTransaction.requiringNew().run(() -> registerUnlessTaken(person, hash));
        } catch (ConstraintViolationException e) {
            boolean isSameAddressInTheSameInstant = "credential_email_key".equals(e.getConstraintName());
            if (!isSameAddressInTheSameInstant) {
                throw e;
            }
        }
    }

    /** Whether the address has an account is found out when the letter is sent: nothing here can tell. */
    private void keep(NewAccount person, String passwordHash) {
        UUID id = FreshId.next();
        byte[] tokenHash = writeLetter.toRegister(id, person.email().strip());
        new Registration(id, tokenHash, person, passwordHash, clock.instant()).persist();
    }

    private void registerUnlessTaken(NewAccount person, String passwordHash) {
        Instant now = clock.instant();
        if (AddressHolder.of(person.email(), now).isEmpty()) {
            Account account = Account.register(person.profile(), now);
            new Credential(account.id, person.email(), passwordHash).persistAndFlush();
            writeLetter.toVerify(account.id);
        } else {
            writeLetter.ofKnownAddress(person.email());
        }
    }
}
