package app.toward.session;

import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/** What an access token names; whether the session still lives is another question. */
record VerifiedToken(UUID accountId, UUID sessionId, Instant expiresAt) implements Principal {
    @Override
    public String getName() {
        return accountId.toString();
    }
}
