package app.toward.session;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** What an access token names, read once: the framework looks every claim up anew, and fails at those it has no name for. */
final class VerifiedToken extends DefaultJWTCallerPrincipal {
    final UUID accountId;
    final UUID sessionId;

    VerifiedToken(JwtClaims claims) {
        super(claims);
        this.accountId = UUID.fromString(getSubject());
        this.sessionId = UUID.fromString(getClaim(AccessTokens.SESSION));
    }
}
