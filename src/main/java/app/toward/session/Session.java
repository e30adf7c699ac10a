package app.toward.session;

import app.toward.shared.FreshId;
import app.toward.shared.Keys;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One signed-in device of an account. While the row is there and has not expired, the device is signed in. */
@Entity
class Session extends PanacheEntityBase {
    /** More than anybody has devices; what goes through all of an account's sessions goes through no more. */
    static final int MOST = 100;

    static final Duration IDLE_LIFE = Duration.ofDays(30);
    static final Duration WHOLE_LIFE = Duration.ofDays(90);

    /** How long the refresh token before the present one still gives the present one: for responses that were lost. */
    static final Duration PARENT_GRACE = Duration.ofSeconds(10);

    @Id
    UUID id;

    UUID accountId;

    @Nullable
    String label;

    /** What the device calls itself, roughly; see {@link ClientName}. */
    @Nullable
    String client;

    Instant createdAt;

    Instant expiresAt;

    /** When the password was last given on this device. */
    Instant confirmedAt;

    byte[] refreshHash;

    byte @Nullable [] parentHash;

    byte @Nullable [] salt;

    /** When the device last got tokens, which it does every ten minutes while it is used. */
    Instant rotatedAt;

    protected Session() {}

    /** Signs a device in; it is given its first refresh token next. */
    static Session open(UUID accountId, @Nullable String label, @Nullable String client, Instant now) {
        var session = new Session();
        session.id = FreshId.next();
        session.accountId = accountId;
        session.label = label;
        session.client = client;
        session.createdAt = now;
        session.confirmedAt = now;
        session.prolong(now);
        return session;
    }

    RefreshToken begin(Keys keys) {
        RefreshToken first = RefreshToken.first(id, keys);
        refreshHash = first.hash();
        persist();
        return first;
    }

    /** A living session, locked: parallel refreshes queue here. */
    static Optional<Session> locked(UUID id, Instant now) {
        return Session.<Session>find("id = ?1 and expiresAt > ?2", id, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    static Optional<Session> of(UUID accountId, UUID id, Instant now) {
        return find("accountId = ?1 and id = ?2 and expiresAt > ?3", accountId, id, now)
                .firstResultOptional();
    }

    /** In one statement, for it may be sent twice at once. */
    static void end(UUID id) {
        delete("id", id);
    }

    /** Ends one device of an account; false if it has no such device. */
    static boolean end(UUID accountId, UUID id, Instant now) {
        return delete("accountId = ?1 and id = ?2 and expiresAt > ?3", accountId, id, now) > 0;
    }

    /** Ends all devices of an account but one. */
    static void endOthers(UUID accountId, UUID kept) {
        delete("accountId = ?1 and id <> ?2", accountId, kept);
    }

    /** Ends those that were not used for longest, so that there is place for one more. */
    static void makePlace(UUID accountId) {
        delete(
                "id in (select used.id from Session used where used.accountId = ?1"
                        + " order by used.rotatedAt desc, used.id desc offset " + (MOST - 1) + ")",
                accountId);
    }

    /** Ends all devices of an account. */
    static void endAll(UUID accountId) {
        delete("accountId", accountId);
    }

    static void removeExpired(Instant before, int most) {
        delete(
                "id in (select expired.id from Session expired where expired.expiresAt < ?1"
                        + " order by expired.expiresAt limit " + most + ")",
                before);
    }

    static void confirm(UUID id, Instant now) {
        update("confirmedAt = ?1 where id = ?2", now, id);
    }

    /**
     * Replaces the refresh token. The one before gives the same successor again for {@link #PARENT_GRACE}. Any older one
     * is in two hands, and nobody knows whose the present one is in: then the device is signed out.
     *
     * @return the token that counts from now on; empty if the session is over
     */
    Optional<RefreshToken> rotate(RefreshToken presented, Keys keys, Instant now) {
        byte[] hash = presented.hash();
        if (Arrays.equals(hash, refreshHash)) {
            salt = RefreshToken.newSalt();
            RefreshToken child = presented.child(salt, id, keys);
            parentHash = refreshHash;
            refreshHash = child.hash();
            prolong(now);
            return Optional.of(child);
        }
        if (salt != null && Arrays.equals(hash, parentHash) && !now.isAfter(rotatedAt.plus(PARENT_GRACE))) {
            return Optional.of(presented.child(salt, id, keys));
        }
        delete();
        return Optional.empty();
    }

    private void prolong(Instant now) {
        rotatedAt = now;
        Instant idleEnd = now.plus(IDLE_LIFE);
        Instant wholeEnd = createdAt.plus(WHOLE_LIFE);
        expiresAt = idleEnd.isBefore(wholeEnd) ? idleEnd : wholeEnd;
    }
}
