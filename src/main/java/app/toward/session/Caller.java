package app.toward.session;

import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. A verified token only claims a session; whether that still lives is found out by one query, at the first
 * question for the account. A room that has a query of its own to ask joins the claimed session into it instead.
 */
@RequestScoped
public class Caller {
    /** How long a password counts as just given. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private static final String CONFIRMED_AT =
            "select confirmedAt from Session where id = :session and accountId = :account and expiresAt > :now";

    private final SecurityIdentity identity;
    private final Clock clock;
    private @Nullable Instant confirmedAt;

    Caller(SecurityIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * The account of the caller, whose session lives.
     *
     * @throws Problem 401 if the session has ended
     */
    public UUID accountId() {
        confirmedAt();
        return claimedAccountId();
    }

    /**
     * Guards what somebody must not do who merely holds an unlocked device. Signing in counts as giving the password.
     *
     * @return the account of the caller, as {@link #accountId}
     * @throws Problem 401 if the session has ended; 403 {@code confirmation_needed} if the password was not given on this
     *     device within the last five minutes
     */
    public UUID requireFreshPassword() {
        if (!clock.instant().isBefore(confirmedAt().plus(FRESH))) {
            throw Problem.forbidden(
                    "confirmation_needed", "Give your password first: POST /v1/sessions/current/confirmation.");
        }
        return claimedAccountId();
    }

    private Instant confirmedAt() {
        if (confirmedAt == null) {
            confirmedAt = Panache.getSession()
                    .createSelectionQuery(CONFIRMED_AT, Instant.class)
                    .setParameter("session", claimedSessionId())
                    .setParameter("account", claimedAccountId())
                    .setParameter("now", clock.instant())
                    .uniqueResultOptional()
                    .orElseThrow(Caller::sessionEnded);
        }
        return confirmedAt;
    }

    /** The account that the token names; only for a query that joins {@link #claimedSessionId} and its expiry. */
    public UUID claimedAccountId() {
        return claimed().accountId();
    }

    /** The session that the token names, which may have ended since. */
    public UUID claimedSessionId() {
        return claimed().sessionId();
    }

    private VerifyToken.Claimed claimed() {
        return ((VerifiedToken) identity.getPrincipal()).claimed();
    }

    /** What to throw where a joined query did not find the claimed session. */
    public static Problem sessionEnded() {
        return Problem.unauthenticated("invalid_token", "This session has ended.");
    }
}
