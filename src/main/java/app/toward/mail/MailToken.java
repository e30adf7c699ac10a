package app.toward.mail;

import app.toward.session.Credential;
import app.toward.shared.Keys;
import app.toward.shared.Sha256;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What was mailed and can be redeemed, once and for a while: whoever has it reads what is mailed to the address. */
@Entity
class MailToken extends PanacheEntityBase {
    /** The letter's. */
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    LetterKind kind;

    UUID accountId;

    String email;

    String emailKey;

    byte[] hash;

    Instant expiresAt;

    protected MailToken() {}

    /** Makes a letter's token; when the letter is tried again, the same one counts from anew. */
    static void issue(UUID letter, LetterKind kind, UUID accountId, String email, Keys keys, Instant now) {
        var token = new MailToken();
        token.id = letter;
        token.kind = kind;
        token.accountId = accountId;
        token.email = email;
        token.emailKey = Credential.keyOf(email);
        token.hash = Sha256.digest(Letter.tokenOf(letter, keys));
        token.expiresAt = now.plus(Objects.requireNonNull(kind.tokenLife));
        Panache.getSession().merge(token);
    }

    static Optional<MailToken> ofLetter(UUID letter, Instant now) {
        return find("id = ?1 and expiresAt > ?2", letter, now).firstResultOptional();
    }

    /** The token that somebody gives, if it counts and is of one of these kinds. */
    static Optional<MailToken> living(String text, List<LetterKind> kinds, Instant now) {
        return find("hash = ?1 and kind in ?2 and expiresAt > ?3", Sha256.digest(text), kinds, now)
                .firstResultOptional();
    }

    /** Uses it up; false if somebody was quicker. */
    boolean spend() {
        return delete("id", id) > 0;
    }

    static void withdraw(UUID accountId, List<LetterKind> kinds) {
        delete("accountId = ?1 and kind in ?2", accountId, kinds);
    }

    /** Withdraws what a restoration takes back: later changes can no longer be restored, earlier ones can. */
    void withdrawLaterRestorations() {
        delete("accountId = ?1 and kind = ?2 and expiresAt >= ?3", accountId, LetterKind.RESTORATION, expiresAt);
    }

    static long forgetOutdated(Instant now, int most) {
        return delete(
                "id in (select outdated.id from MailToken outdated where outdated.expiresAt < ?1"
                        + " order by outdated.expiresAt limit " + most + ")",
                now);
    }
}
