package app.toward.feed;

import app.toward.session.Caller;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Problem;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** That a thing changed for an account, or is gone, and where this stands in its feed. */
record Entry(long position, Thing thing, boolean isGone, Instant changedAt) {
    /** In one statement, so that how far the feed goes fits what is found in it. */
    private static final String SELECT = """
            select coalesce(head.position, 0), coalesce(head.forgotten, 0),
                   entry.kind, entry.position, entry.partnership_id, entry.thing_id, entry.is_gone, entry.changed_at
            """;

    private static final String ENTRIES = """
            left join lateral (
                select * from feed_entry
                where account_id = head.account_id and position > :after and (position > :known or not is_gone)
                order by position limit :limit) as entry on true
            """;

    private static final String OF_ACCOUNT =
            SELECT + "from feed as head " + ENTRIES + "where head.account_id = :account";

    private static final String OF_CALLER = SELECT
            + "from session left join feed as head on head.account_id = session.account_id " + ENTRIES
            + "where session.id = :session and session.account_id = :account and session.expires_at > :now";

    /**
     * A part of a feed.
     *
     * @param head how far the feed goes
     * @param forgotten up to where deletions are no longer kept
     */
    record Part(long head, long forgotten, List<Entry> entries) {}

    private record Found(
            long head, long forgotten, @Nullable Entry entry) {}

    /** The first entries after a position, but for deletions up to the one that is {@code known}. */
    static Part after(UUID account, long position, long known, int limit) {
        List<Found> rows = Rows.find(OF_ACCOUNT, parameters(account, position, known, limit), Entry::read);
        return rows.isEmpty() ? new Part(0, 0, List.of()) : part(rows);
    }

    /**
     * The same of the caller's own feed.
     *
     * @throws Problem 401 if their session has ended
     */
    static Future<Part> after(EventLoopRows rows, Caller caller, long position, long known, int limit, Instant now) {
        var parameters = parameters(caller.claimedAccountId(), position, known, limit);
        parameters.put("session", caller.claimedSessionId());
        parameters.put("now", now);
        return rows.find(OF_CALLER, parameters, Entry::read).map(found -> {
            if (found.isEmpty()) {
                throw Caller.sessionEnded();
            }
            return part(found);
        });
    }

    private static Map<String, Object> parameters(UUID account, long position, long known, int limit) {
        return new HashMap<>(Map.of("account", account, "after", position, "known", known, "limit", limit));
    }

    private static Part part(List<Found> rows) {
        return new Part(
                rows.get(0).head,
                rows.get(0).forgotten,
                rows.stream()
                        .map(Found::entry)
                        .flatMap(Stream::ofNullable)
                        .sorted(Comparator.comparing(Entry::position))
                        .toList());
    }

    private static Found read(Row row) throws SQLException {
        long head = row.position();
        long forgotten = row.position();
        String kind = row.textOrNull();
        if (kind == null) {
            return new Found(head, forgotten, null);
        }
        long position = row.position();
        var thing = new Thing(kind, row.idOrNull(), row.id());
        return new Found(head, forgotten, new Entry(position, thing, row.isTrue(), row.instant()));
    }
}
