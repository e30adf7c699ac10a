package app.toward.feed;

import app.toward.session.Caller;
import app.toward.session.VerifyToken.Claimed;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * The rows of a process that died go first. Like whatever takes more than one row away here, it passes over those that
     * somebody else is taking away just now: who waits for nobody is in no circle of waiting.
     */
    private static final String MAKE_ROOM = """
            with surplus as (
                select stream.id from feed_stream as stream join feed_replica on feed_replica.id = replica_id
                where account_id = :account
                order by seen_at > clock_timestamp() - interval '1 minute' desc, stream.id desc
                offset :most)
            delete from feed_stream where id in
                (select id from feed_stream where id in (select id from surplus) for update skip locked)
            """;

    /** One row at least, if the replica is known. */
    private static final String LOOK = """
            select stream.id, coalesce(feed.position, 0)
            from feed_replica as replica
            left join (feed_stream as stream join session on session.id = stream.session_id and session.expires_at > :now)
                on stream.replica_id = replica.id and (:isForAll or stream.account_id = any (:accounts))
            left join feed on feed.account_id = stream.account_id
            where replica.id = :replica
            """;

    private static final String CLOSE = """
            delete from feed_stream where id in
                (select id from feed_stream where id = any (:streams) for update skip locked)
            """;

    private static final String LIVING_SESSIONS =
            "select id from session where id = any (:sessions) and expires_at > :now";

    private static final String INTRODUCE =
            "insert into feed_replica (id, seen_at) values (:replica, clock_timestamp()) on conflict (id) do nothing";

    /** Sessions that somebody is ending just now are not waited for: their streams end. */
    private static final String RESTORE = """
            with living as (
                select id from session where id = any (:sessions) and expires_at > :now for key share skip locked)
            insert into feed_stream (id, replica_id, account_id, session_id)
            select held.id, :replica, held.account_id, living.id
            from unnest(:streams, :accounts, :sessions) as held (id, account_id, session_id)
            join living on living.id = held.session_id
            on conflict (id) do nothing
            """;

    private static final String BEAT = """
            update feed_replica set seen_at = clock_timestamp(),
                here_since = case when seen_at < clock_timestamp() - interval '1 minute'
                    then clock_timestamp() else here_since end
            where id = :replica
            """;

    /** It waits for nobody: a process goes with all of its rows, or is left for another time. */
    private static final String SWEEP = """
            with stale as (
                select id from feed_replica
                where seen_at < clock_timestamp() - interval '1 minute' and exists (
                    select 1 from feed_replica as own
                    where own.id = :replica and own.here_since < clock_timestamp() - interval '1 minute')
                for update skip locked),
            held as (
                select stream.replica_id from feed_stream as stream join stale on stale.id = stream.replica_id
                for update of stream skip locked)
            delete from feed_replica using stale
            where feed_replica.id = stale.id
            and (select count(*) from held where held.replica_id = stale.id)
                = (select count(*) from feed_stream where feed_stream.replica_id = stale.id)
            """;

    private StreamRight() {}

    /**
     * Gives a stream the right to be open.
     *
     * @param most how many streams the account can have
     * @throws Problem 401 if the session has ended
     */
    static void open(UUID id, UUID replica, Claimed reader, int most, Instant now) {
        Panache.getSession()
                .createNativeQuery(TAKE_TURN, Integer.class)
                .setParameter("account", reader.accountId().toString())
                .getSingleResult();
        int opened = Panache.getSession()
                .createNativeMutationQuery(OPEN)
                .setParameter("id", id)
                .setParameter("replica", replica)
                .setParameter("session", reader.sessionId())
                .setParameter("account", reader.accountId())
                .setParameter("now", now)
                .executeUpdate();
        if (opened == 0) {
            throw Caller.sessionEnded();
        }
        Panache.getSession()
                .createNativeMutationQuery(MAKE_ROOM)
                .setParameter("account", reader.accountId())
                .setParameter("most", most)
                .executeUpdate();
    }

    /**
     * In one query all that there is to know of the streams of a replica: how far the feeds go of those that may go on.
     *
     * @return nothing if the replica was taken for dead
     */
    static Optional<Map<UUID, Long>> look(UUID replica, Hint hint, Instant now) {
        List<Object[]> rows = Panache.getSession()
                .createNativeQuery(LOOK, Object[].class)
                .setParameter("replica", replica)
                .setParameter("isForAll", hint.isForAll())
                .setParameter("accounts", hint.accounts().toArray(UUID[]::new))
                .setParameter("now", now)
                .getResultList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream()
                        .filter(row -> row[0] != null)
                        .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Number) row[1]).longValue())));
    }

    /** Which of these sessions have not ended. */
    static Set<UUID> living(Collection<UUID> sessions, Instant now) {
        return Set.copyOf(Panache.getSession()
                .createNativeQuery(LIVING_SESSIONS, UUID.class)
                .setParameter("sessions", sessions.toArray(UUID[]::new))
                .setParameter("now", now)
                .getResultList());
    }

    static void close(Collection<UUID> streams) {
        Panache.getSession()
                .createNativeMutationQuery(CLOSE)
                .setParameter("streams", streams.toArray(UUID[]::new))
                .executeUpdate();
    }

    /**
     * Makes a process known that is not, or is not any more, with the streams that it holds: nobody but itself can say
     * which these are.
     */
    static void introduce(UUID replica, List<EventStream> held, Instant now) {
        if (say(INTRODUCE, replica) > 0 && !held.isEmpty()) {
            Panache.getSession()
                    .createNativeMutationQuery(RESTORE)
                    .setParameter("replica", replica)
                    .setParameter("streams", column(held, stream -> stream.id))
                    .setParameter("accounts", column(held, stream -> stream.account))
                    .setParameter("sessions", column(held, stream -> stream.session))
                    .setParameter("now", now)
                    .executeUpdate();
        }
    }

    private static UUID[] column(List<EventStream> held, Function<EventStream, UUID> value) {
        return held.stream().map(value).toArray(UUID[]::new);
    }

    /**
     * Says that a process is alive.
     *
     * @return whether it is known; if not, it was taken for dead
     */
    static boolean beat(UUID replica) {
        return say(BEAT, replica) > 0;
    }

    /**
     * Removes what processes left behind that have not been heard of for a minute by the database's clock. After an outage
     * nobody has been: so only who has been here for a minute says who is gone.
     */
    static void sweep(UUID replica) {
        say(SWEEP, replica);
    }

    private static int say(String statement, UUID replica) {
        return Panache.getSession()
                .createNativeMutationQuery(statement)
                .setParameter("replica", replica)
                .executeUpdate();
    }
}
