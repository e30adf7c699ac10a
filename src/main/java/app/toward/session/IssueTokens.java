package app.toward.session;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens sessions and keeps them open. */
@Singleton
class IssueTokens {
    private final AccessTokens accessTokens;
    private final Clock clock;

    IssueTokens(AccessTokens accessTokens, Clock clock) {
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    @Transactional
    TokensView forNewSession(UUID accountId, @Nullable String label) {
        Instant now = clock.instant();
        RefreshToken first = RefreshToken.random();
        return view(Session.open(accountId, label, first, now), first, now);
    }

    @Transactional
    TokensView forRefresh(RefreshToken presented) {
        Instant now = clock.instant();
        Session session = Session.refreshedBy(presented, now);
        return view(session, session.rotate(presented, now), now);
    }

    private TokensView view(Session session, RefreshToken refreshToken, Instant now) {
        return new TokensView(
                session.id,
                accessTokens.sign(session, now),
                now.plus(AccessTokens.LIFE),
                refreshToken.text(),
                session.expiresAt);
    }
}
