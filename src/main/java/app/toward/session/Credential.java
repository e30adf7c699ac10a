package app.toward.session;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How an account proves that it is itself: an e-mail address and a password. */
@Entity
public class Credential extends PanacheEntityBase {
    @Id
    UUID accountId;

    String email;

    String emailKey;

    String passwordHash;

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

    /** Whether some account signs in with this address. */
    public static boolean isTaken(String email) {
        return withEmail(email).isPresent();
    }

    /** The address that an account signs in with, as it was typed. */
    public static String emailOf(UUID accountId) {
        return Credential.<Credential>findById(accountId).email;
    }

    static String hashOf(UUID accountId) {
        return Credential.<Credential>findById(accountId).passwordHash;
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

    /** Addresses are compared without regard to case, after compatibility composition (Unicode TR 15, NFKC). */
    static String keyOf(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
