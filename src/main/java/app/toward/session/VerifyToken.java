package app.toward.session;

import app.toward.shared.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the access token of a request (RFC 6750): for the framework, whose mechanism this is, and where an endpoint takes
 * something else in its place.
 */
@Singleton
public class VerifyToken implements HttpAuthenticationMechanism {
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
        return bearer(authorization)
                .map(this::verified)
                .map(VerifiedToken::claimed)
                .orElseThrow(() -> Problem.unauthenticated("token_missing", "An access token is needed."));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private VerifiedToken verified(String token) {
        try {
            return accessTokens.verified(token);
        } catch (InvalidJwtException e) {
            throw Problem.unauthenticated("invalid_token", "The access token is not valid.");
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager unused) {
        try {
            return Uni.createFrom()
                    .item(bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                            .map(this::verified)
                            .map(VerifyToken::identityOf)
                            .orElse(null));
        } catch (Problem e) {
            return Uni.createFrom().failure(new AuthenticationFailedException(e));
        }
    }

    private static SecurityIdentity identityOf(VerifiedToken token) {
        return QuarkusSecurityIdentity.builder().setPrincipal(token).build();
    }

    /** None of the framework's: a refusal is a problem document, and its challenge is written with it. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }
}
