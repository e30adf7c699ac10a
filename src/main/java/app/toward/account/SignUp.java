package app.toward.account;

import app.toward.mail.AddressHolder;
import app.toward.mail.WriteLetter;
import app.toward.session.Credential;
import app.toward.session.Passwords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.exception.ConstraintViolationException;

/** Registers a person, and tells nobody whether the address had an account before. */
@Singleton
class SignUp {
    private final Passwords passwords;
    private final WriteLetter writeLetter;
    private final Clock clock;

    SignUp(Passwords passwords, WriteLetter writeLetter, Clock clock) {
        this.passwords = passwords;
        this.writeLetter = writeLetter;
        this.clock = clock;
    }

    /**
     * Makes the account, unless the address has one: then nothing changes and nothing differs for the caller, and its
     * owner is told by mail.
     *
     * @throws app.toward.shared.Problem 400 for a password that is too weak; 429 after too many for this address
     */
    void register(NewAccount person) {
        // Whatever can be refused is refused before the address is looked at: else the refusal would tell of it.
        if (person.dayStart() != null) {
            Account.requireEarly(person.dayStart());
        }
        passwords.requireStrong("/password", person.password(), person.email(), person.displayName());
        writeLetter.requireFew("registration", person.email());
        // First and always, so that a taken address takes as long; and outside the transaction, for it is slow.
        String hash = passwords.hash(person.password());
        try {
            QuarkusTransaction.requiringNew().run(() -> registerUnlessTaken(person, hash));
        } catch (ConstraintViolationException e) {
            boolean isSameAddressInTheSameInstant = "credential_email_key".equals(e.getConstraintName());
            if (!isSameAddressInTheSameInstant) {
                throw e;
            }
        }
    }

    private void registerUnlessTaken(NewAccount person, String passwordHash) {
        Instant now = clock.instant();
        if (AddressHolder.of(person.email(), now).isEmpty()) {
            Account account = Account.register(person, now);
            new Credential(account.id, person.email(), passwordHash).persistAndFlush();
            writeLetter.toVerify(account.id);
        } else {
            writeLetter.ofKnownAddress(person.email());
        }
    }
}
