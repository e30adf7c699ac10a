package app.toward.session;

import app.toward.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who calls. A verified token only claims a session; whether that still lives is found out by one query, at the first
 * question for the account. A room that has a query of its own to ask joins the claimed session into it instead.
 */
@RequestScoped
public class Caller {
    private final JsonWebToken token;
    private final Clock clock;
    private boolean isKnownToLive;

    Caller(JsonWebToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /**
     * The account of the caller, whose session lives.
     *
     * @throws Problem 401 if the session has ended
     */
    public UUID accountId() {
        if (!isKnownToLive) {
            long living = Session.count(
                    "id = ?1 and accountId = ?2 and expiresAt > ?3",
                    claimedSessionId(),
                    claimedAccountId(),
                    clock.instant());
            if (living == 0) {
                throw sessionEnded();
            }
            isKnownToLive = true;
        }
        return claimedAccountId();
    }

    /** The account that the token names; only for a query that joins {@link #claimedSessionId} and its expiry. */
    public UUID claimedAccountId() {
        return UUID.fromString(token.getSubject());
    }

    /** The session that the token names, which may have ended since. */
    public UUID claimedSessionId() {
        return UUID.fromString(token.getClaim(AccessTokens.SESSION));
    }

    /** What to throw where a joined query did not find the claimed session. */
    public static Problem sessionEnded() {
        return Problem.unauthenticated("invalid_token", "This session has ended.");
    }
}
