package app.toward.feed;

import app.toward.session.Caller;
import app.toward.session.VerifyToken.Claimed;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * What opens one stream of a session, once, in the place of an access token. Only its keyed hash is stored.
 *
 * @param text 43 characters of base64url, 256 random bits
 */
record StreamTicket(String text) {
    static final Duration LIFE = Duration.ofSeconds(30);
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String ISSUE = """
            insert into feed_ticket (hash, session_id, expires_at)
            select :hash, id, :expires from session where id = :session and account_id = :account and expires_at > :now
            """;

    private static final String REDEEM = """
            delete from feed_ticket using session
            where hash = :hash and feed_ticket.expires_at > :now
            and session.id = session_id and session.expires_at > :now
            returning session.account_id, session.id
            """;

    /**
     * Issues a ticket to a session.
     *
     * @throws Problem 401 if the session has ended
     */
    static StreamTicket issue(UUID account, UUID session, Keys keys, Instant now) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        var ticket = new StreamTicket(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        int issued = Panache.getSession()
                .createNativeMutationQuery(ISSUE)
                .setParameter("hash", ticket.hash(keys))
                .setParameter("session", session)
                .setParameter("account", account)
                .setParameter("expires", now.plus(LIFE))
                .setParameter("now", now)
                .executeUpdate();
        if (issued == 0) {
            throw Caller.sessionEnded();
        }
        return ticket;
    }

    /**
     * Spends the ticket, in a transaction.
     *
     * @throws Problem 401 if it is unknown, spent or too old, or its session has ended
     */
    Claimed redeem(Keys keys, Instant now) {
        return Panache.getSession()
                .createNativeQuery(REDEEM, Object[].class)
                .setParameter("hash", hash(keys))
                .setParameter("now", now)
                .getResultList()
                .stream()
                .findFirst()
                .map(row -> new Claimed((UUID) row[0], (UUID) row[1]))
                .orElseThrow(() ->
                        Problem.unauthenticated("invalid_ticket", "The ticket is not valid (any more): get another."));
    }

    /** Removes those that nobody came with. */
    static void sweep(Instant now) {
        Panache.getSession()
                .createNativeMutationQuery("delete from feed_ticket where expires_at <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    private byte[] hash(Keys keys) {
        return keys.mac("feed ticket", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "StreamTicket[…]";
    }
}
