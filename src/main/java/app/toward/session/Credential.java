package app.toward.session;

import app.toward.shared.Throttle.Counted;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an account proves that it is itself: an e-mail address and a password. */
@Entity
public class Credential extends PanacheEntityBase {
    @Id
    UUID accountId;

    String email;

    String emailKey;

    String passwordHash;

    /** When the address was last shown to reach its person; null until then. */
    @Nullable
    Instant verifiedAt;

    protected Credential() {}

    public Credential(UUID accountId, String email, String passwordHash) {
        this.accountId = accountId;
        this.email = email.strip();
        this.emailKey = keyOf(email);
        this.passwordHash = passwordHash;
    }

    static Optional<Credential> withEmail(String email) {
        return find("emailKey", keyOf(email)).firstResultOptional();
    }

    /** Locked: whatever changes how a person signs in queues here. */
    public static Optional<Credential> locked(UUID accountId) {
        return Credential.<Credential>find("accountId", accountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Of an account that the caller has been found to be. */
    static String hashOf(UUID accountId) {
        return Panache.getSession()
                .createSelectionQuery("select passwordHash from Credential where accountId = :account", String.class)
                .setParameter("account", accountId)
                .uniqueResultOptional()
                // Erased since.
                .orElseThrow(Caller::sessionEnded);
    }

    /** Holds it as long as the transaction lasts, so that whatever replaces it comes after; false if that came before. */
    static boolean hold(UUID accountId, String hash) {
        return Credential.<Credential>find("accountId = ?1 and passwordHash = ?2", accountId, hash)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResultOptional()
                .isPresent();
    }

    /** Whether this is the address, letter by letter. */
    public boolean isFor(String address) {
        return email.equals(address);
    }

    public void verify(Instant now) {
        verifiedAt = now;
    }

    /**
     * Signs in with another address from now on, which was shown to reach the person.
     *
     * @return the address before
     */
    public String changeEmail(String address, Instant now) {
        String before = email;
        email = address;
        emailKey = keyOf(address);
        verifiedAt = now;
        return before;
    }

    /** Replaces the password without the present one being known, and so ends every session. */
    public void replacePassword(String hash) {
        passwordHash = hash;
        Session.endAll(accountId);
    }

    /** Replaces a password's hash; false if it has been replaced meanwhile. */
    static boolean replaceHash(UUID accountId, String before, String after) {
        return update("passwordHash = ?1 where accountId = ?2 and passwordHash = ?3", after, accountId, before) > 0;
    }

    /** Signs all devices of an account out. */
    public static void signOutEverywhere(UUID accountId) {
        Session.endAll(accountId);
    }

    /** Lets nobody sign in to an account any more; its address is free for another one. */
    public static void revoke(UUID accountId) {
        Session.endAll(accountId);
        delete("accountId", accountId);
    }

    /** What wrong passwords for the account of an address are counted by, from wherever they come. */
    public static Counted attemptsOn(String email) {
        return Counted.alsoByOthers("sign-in-account", keyOf(email));
    }

    /** Addresses are compared without regard to case, after compatibility composition (Unicode TR 15, NFKC). */
    public static String keyOf(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
