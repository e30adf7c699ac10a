package app.toward.session;

import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
    private final Keys keys;
    private final Clock clock;

    IssueTokens(AccessTokens accessTokens, Keys keys, Clock clock) {
        this.accessTokens = accessTokens;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The tokens of a new session.
     *
     * @throws Problem 401 if the password was replaced since it was proved
     */
    @Transactional
    TokensView forNewSession(CheckPassword.Proof proof, @Nullable String label, @Nullable String client) {
        Instant now = clock.instant();
        UUID accountId = proof.accountId();
        if (!Credential.hold(accountId, proof.hash())) {
            throw CheckPassword.wrong();
        }
        Session.makePlace(accountId);
        Session session = Session.open(accountId, label, client, now);
        return view(session, session.begin(keys), now, erasureAt(accountId));
    }

    /**
     * The next tokens of the session that a refresh token is of.
     *
     * @throws Problem 401 if the token does not count (any more); a session that is over by that is over for good
     */
    TokensView forRefresh(RefreshToken presented) {
        Instant now = clock.instant();
        // Thrown inside, the refusal would undo the end of the session.
        return presented
                .session(keys)
                .flatMap(id -> QuarkusTransaction.requiringNew()
                        .call(() -> Session.locked(id, now)
                                .flatMap(session -> session.rotate(presented, keys, now)
                                        .map(next -> view(session, next, now, null)))))
                .orElseThrow(() ->
                        Problem.unauthenticated("invalid_refresh_token", "The refresh token is not valid (any more)."));
    }

    private static @Nullable Instant erasureAt(UUID accountId) {
        return Panache.getSession()
                .createSelectionQuery("select a.erasureAt from Account a where a.id = :id", Instant.class)
                .setParameter("id", accountId)
                .getSingleResult();
    }

    private TokensView view(Session session, RefreshToken refreshToken, Instant now, @Nullable Instant erasureAt) {
        return new TokensView(
                session.id,
                accessTokens.sign(session, now),
                now.plus(AccessTokens.LIFE),
                refreshToken.text(),
                session.expiresAt,
                erasureAt);
    }
}
