package app.toward.session;

import app.toward.shared.Problem;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies an access token where an endpoint takes something else in its place, and so cannot leave it to the framework. */
@Singleton
public class VerifyToken {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens accessTokens;

    VerifyToken(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    /** What a token names; whether the session still lives is another question. */
    public record Claimed(UUID accountId, UUID sessionId) {}

    /**
     * What the token in an {@code Authorization} header names.
     *
     * @throws Problem 401 if there is none, or it does not count
     */
    public Claimed of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthenticated("token_missing", "An access token is needed.");
        }
        try {
            VerifiedToken token =
                    accessTokens.parse(authorization.substring(SCHEME.length()).strip(), null);
            return new Claimed(token.accountId, token.sessionId);
        } catch (ParseException e) {
            throw Problem.unauthenticated("invalid_token", "The access token is not valid.");
        }
    }
}
