package app.toward.session;

import app.toward.session.VerifyToken.Claimed;
import java.security.Principal;
import java.time.Instant;

/** What a verified access token names, until it expires. */
record VerifiedToken(Claimed claimed, Instant expiresAt) implements Principal {
    @Override
    public String getName() {
        return claimed.accountId().toString();
    }
}
