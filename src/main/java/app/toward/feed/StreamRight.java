package app.toward.feed;

import app.toward.session.Caller;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The rights of streams to go on, one row each. They are the database's, so that the sixth stream of an account takes the
 * place of its first wherever the two are, and a session that ends takes its streams along.
 */
final class StreamRight {
    private static final String TAKE_TURN =
            "select 1 from pg_advisory_xact_lock(hashtextextended('feed streams of ' || :account, 0))";

    private static final String OPEN = """
            insert into feed_stream (id, replica_id, account_id, session_id)
            select :id, :replica, account_id, id from session
            where id = :session and account_id = :account and expires_at > :now
            """;

    /** The rows of a process that died go first. */
    private static final String MAKE_ROOM = """
            delete from feed_stream where id in (
                select stream.id from feed_stream as stream join feed_replica on feed_replica.id = replica_id
                where account_id = :account
                order by seen_at > clock_timestamp() - interval '1 minute' desc, stream.id desc
                offset :most)
            """;

    private static final String LOOK = """
            select stream.id, coalesce(feed.position, 0)
            from feed_stream as stream
            join session on session.id = stream.session_id and session.expires_at > :now
            left join feed on feed.account_id = stream.account_id
            where stream.replica_id = :replica
            """;

    private static final String INTRODUCE =
            "insert into feed_replica (id, seen_at) values (:replica, clock_timestamp()) on conflict (id) do ";

    private static final String BEAT = INTRODUCE + "update set seen_at = excluded.seen_at";

    private StreamRight() {}

    /** A stream that may go on, and how far its feed goes. */
    record Alive(UUID stream, long head) {}

    /**
     * Gives a stream the right to be open.
     *
     * @param most how many streams the account can have
     * @throws Problem 401 if the session has ended
     */
    static void open(UUID id, UUID replica, UUID account, UUID session, int most, Instant now) {
        Panache.getSession()
                .createNativeQuery(TAKE_TURN, Integer.class)
                .setParameter("account", account.toString())
                .getSingleResult();
        int opened = Panache.getSession()
                .createNativeMutationQuery(OPEN)
                .setParameter("id", id)
                .setParameter("replica", replica)
                .setParameter("session", session)
                .setParameter("account", account)
                .setParameter("now", now)
                .executeUpdate();
        if (opened == 0) {
            throw Caller.sessionEnded();
        }
        Panache.getSession()
                .createNativeMutationQuery(MAKE_ROOM)
                .setParameter("account", account)
                .setParameter("most", most)
                .executeUpdate();
    }

    /** In one query all that there is to know of the streams of a replica. */
    static List<Alive> look(UUID replica, Instant now) {
        return Panache.getSession()
                .createNativeQuery(LOOK, Object[].class)
                .setParameter("replica", replica)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(row -> new Alive((UUID) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    static void close(Collection<UUID> streams) {
        Panache.getSession()
                .createNativeMutationQuery("delete from feed_stream where id = any (:streams)")
                .setParameter("streams", streams.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Makes a process known that has not been heard of. */
    static void introduce(UUID replica) {
        say(INTRODUCE + "nothing", replica);
    }

    static void beat(UUID replica) {
        say(BEAT, replica);
    }

    private static void say(String statement, UUID replica) {
        Panache.getSession()
                .createNativeMutationQuery(statement)
                .setParameter("replica", replica)
                .executeUpdate();
    }

    /** Removes what processes left behind that have not been heard of for a minute. */
    static void sweep() {
        Panache.getSession()
                .createNativeMutationQuery(
                        "delete from feed_replica where seen_at < clock_timestamp() - interval '1 minute'")
                .executeUpdate();
    }
}
