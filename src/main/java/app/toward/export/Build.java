package app.toward.export;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.MutationQuery;

/**
 * One attempt to make an export. It holds a lease, which it renews while it goes on; once that has run out, another
 * replica begins anew, and this one finds that nothing it says counts any more.
 */
record Build(UUID export, UUID account, int attempt, Instant createdAt) {
    static final int MOST_ATTEMPTS = 5;

    /** Whoever tried so often and said nothing was killed by it, perhaps by it alone: that one has failed. */
    private static final String TAKE = """
            update export set attempt = attempt + 1, things = 0,
                state = case when attempt < :most then 'RUNNING' else 'FAILED' end,
                lease_until = case when attempt < :most then cast(:until as timestamptz) end
            where id = (
                select id from export
                where state = 'WAITING' or state = 'RUNNING' and lease_until < :now
                order by created_at limit 1 for update skip locked)
            returning id, account_id, attempt, created_at, state
            """;

    private static final String MINE = " where id = :id and attempt = :attempt and state = 'RUNNING'";

    private static final String RENEW = "update export set lease_until = :until, things = :things" + MINE;

    private static final String FINISH = """
            update export set state = 'READY', lease_until = null, things = :things, size = :size, expires_at = :expires
            """ + MINE;

    private static final String GIVE_UP = """
            update export set lease_until = null,
                state = case when attempt < :most then 'WAITING' else 'FAILED' end
            """ + MINE;

    /** One is enough: a file has all that a person has here, and the older one has less of it. */
    private static final String OUTDATE_OTHERS = """
            update export set expires_at = :now
            where account_id = :account and id <> :id and state = 'READY' and expires_at > :now
            """;

    /** Somebody else makes this export now, or it is gone with its account. */
    static class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Begins the next one that waits or was left behind, in a transaction of its own. */
    static Optional<Build> begin(Instant now, Duration lease) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Panache.getSession()
                        .createNativeQuery(TAKE, Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", now.plus(lease))
                        .setParameter("most", MOST_ATTEMPTS)
                        .getResultStream()
                        .findFirst()
                        .filter(row -> "RUNNING".equals(row[4]))
                        .map(row -> new Build((UUID) row[0], (UUID) row[1], (Integer) row[2], (Instant) row[3])));
    }

    /** Says that this attempt goes on. */
    void renew(long things, Instant until) {
        write(of(RENEW).setParameter("things", things).setParameter("until", until));
    }

    /** Is ready, and takes the place of the one before. */
    void finish(long things, long size, Instant now, Instant expires) {
        write(of(FINISH)
                .setParameter("things", things)
                .setParameter("size", size)
                .setParameter("expires", expires));
        Panache.getSession()
                .createNativeMutationQuery(OUTDATE_OTHERS)
                .setParameter("account", account)
                .setParameter("id", export)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Lets it be tried again, if that has not been done too often. */
    void giveUp() {
        of(GIVE_UP).setParameter("most", MOST_ATTEMPTS).executeUpdate();
    }

    private MutationQuery of(String statement) {
        return Panache.getSession()
                .createNativeMutationQuery(statement)
                .setParameter("id", export)
                .setParameter("attempt", attempt);
    }

    private static void write(MutationQuery statement) {
        if (statement.executeUpdate() == 0) {
            throw new Superseded();
        }
    }
}
