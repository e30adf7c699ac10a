package app.toward.account;

import app.toward.session.Credential;
import app.toward.shared.Sha256;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody registered with who has not shown yet that the address is theirs. One address may have several, by
 * several people, for nobody is told of another's.
 */
@Entity
class Registration extends PanacheEntityBase {
    /** As long as the token in the letter. */
    private static final Duration LIFE = Duration.ofDays(3);
    /** Each costs as much as a sign-in to look at. */
    private static final int MOST_COMPARED = 20;

    /** The letter's, too. */
    @Id
    UUID id;

    String email;

    String emailKey;

    String passwordHash;

    String displayName;

    ZoneId timeZone;

    LocalTime dayStart;

    String locale;

    byte[] tokenHash;

    Instant createdAt;

    Instant expiresAt;

    protected Registration() {}

    Registration(UUID id, byte[] tokenHash, NewAccount person, String passwordHash, Instant now) {
        ProfileChange profile = person.profile();
        this.id = id;
        this.tokenHash = tokenHash;
        this.email = person.email().strip();
        this.emailKey = Credential.keyOf(person.email());
        this.passwordHash = passwordHash;
        this.displayName = profile.displayName();
        this.timeZone = profile.timeZone();
        this.dayStart = Account.usual(profile.dayStart());
        this.locale = Account.usual(profile.locale());
        this.createdAt = now;
        this.expiresAt = now.plus(LIFE);
    }

    ProfileChange profile() {
        return new ProfileChange(displayName, timeZone, dayStart, locale);
    }

    /** The one whose token was mailed. */
    static Optional<Registration> ofToken(String token, Instant now) {
        return find("tokenHash = ?1 and expiresAt > ?2", Sha256.digest(token), now)
                .firstResultOptional();
    }

    /** Those of the same address, this one first, and then the newest. */
    List<Registration> ofSameAddress(Instant now) {
        return Registration.<Registration>find(
                        "emailKey = ?1 and expiresAt > ?2 order by case when id = ?3 then 0 else 1 end, createdAt desc",
                        emailKey,
                        now,
                        id)
                .page(0, MOST_COMPARED)
                .list();
    }

    /** Uses up all that there are of its address; false if somebody was quicker. */
    boolean spend() {
        return delete("emailKey", emailKey) > 0;
    }

    static void forgetOutdated(Instant now, int most) {
        delete(
                "id in (select outdated.id from Registration outdated where outdated.expiresAt < ?1"
                        + " order by outdated.expiresAt limit " + most + ")",
                now);
    }
}
