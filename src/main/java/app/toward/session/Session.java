package app.toward.session;

import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** One signed-in device of an account. While the row is there and has not expired, the device is signed in. */
@Entity
class Session extends PanacheEntityBase {
    static final Duration IDLE_LIFE = Duration.ofDays(30);
    static final Duration WHOLE_LIFE = Duration.ofDays(90);

    /** How long the refresh token before the present one still gives the present one: for responses that were lost. */
    static final Duration PARENT_GRACE = Duration.ofSeconds(10);

    @Id
    UUID id;

    UUID accountId;

    @Nullable
    String label;

    Instant createdAt;

    Instant expiresAt;

    byte[] refreshHash;

    byte @Nullable [] parentHash;

    byte @Nullable [] salt;

    Instant rotatedAt;

    protected Session() {}

    /** Signs a device in under its first refresh token. */
    static Session open(UUID accountId, @Nullable String label, RefreshToken first, Instant now) {
        var session = new Session();
        session.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        session.accountId = accountId;
        session.label = label;
        session.createdAt = now;
        session.refreshHash = first.hash();
        session.prolong(now);
        session.persist();
        return session;
    }

    /**
     * The living session that this refresh token is or was the last one of, locked: parallel refreshes queue here.
     *
     * @throws Problem 401 if there is none
     */
    static Session refreshedBy(RefreshToken token, Instant now) {
        return Session.<Session>find("(refreshHash = ?1 or parentHash = ?1) and expiresAt > ?2", token.hash(), now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(Session::invalidRefreshToken);
    }

    static boolean end(UUID id) {
        return deleteById(id);
    }

    /**
     * Replaces the refresh token. The one before gives the same successor again for {@link #PARENT_GRACE}.
     *
     * @return the token that counts from now on
     */
    RefreshToken rotate(RefreshToken presented, Instant now) {
        if (Arrays.equals(presented.hash(), refreshHash)) {
            salt = RefreshToken.newSalt();
            RefreshToken child = presented.child(salt);
            parentHash = refreshHash;
            refreshHash = child.hash();
            prolong(now);
            return child;
        }
        if (salt == null || now.isAfter(rotatedAt.plus(PARENT_GRACE))) {
            throw invalidRefreshToken();
        }
        return presented.child(salt);
    }

    private void prolong(Instant now) {
        rotatedAt = now;
        Instant idleEnd = now.plus(IDLE_LIFE);
        Instant wholeEnd = createdAt.plus(WHOLE_LIFE);
        expiresAt = idleEnd.isBefore(wholeEnd) ? idleEnd : wholeEnd;
    }

    private static Problem invalidRefreshToken() {
        return Problem.unauthenticated("invalid_refresh_token", "The refresh token is not valid (any more).");
    }
}
