package app.toward.bench.plain;

import app.toward.bench.plain.PlainServer.Answer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads a feed in which bids have changed, and tells of them. */
final class PlainFeed {
    private static final String ENTRIES = """
            select coalesce(head.position, 0), coalesce(head.forgotten, 0),
                   entry.kind, entry.position, entry.partnership_id, entry.thing_id, entry.is_gone, entry.changed_at
            from session left join feed as head on head.account_id = session.account_id
            left join lateral (
                select * from feed_entry
                where account_id = head.account_id and position > $2 and (position > $3 or not is_gone)
                order by position limit $4) as entry on true
            where session.id = $5 and session.account_id = $1 and session.expires_at > $6
            """;

    private static final String BIDS = "select " + BidText.COLUMNS.replaceAll("(\\w+)", "b.$1") + """
             from bid b join partnership p on p.id = b.partnership_id
            join membership reader on reader.partnership_id = b.partnership_id and reader.account_id = $1
            where b.partnership_id = any($2) and b.id = any($3)
            """;

    private static final String TELL = """
            with told as (
                select reader, kind, partnership, thing, is_gone,
                       row_number() over (partition by reader order by ordinality) as ordinal,
                       count(*) over (partition by reader) as total
                from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::boolean[])
                    with ordinality as told (reader, kind, partnership, thing, is_gone, ordinality)),
            numbered as (
                insert into feed (account_id, position)
                select reader, count(*) from told group by reader order by reader
                on conflict (account_id) do update set position = feed.position + excluded.position
                returning account_id, position)
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select reader, position - total + ordinal, kind, partnership, thing, is_gone, $6
            from told join numbered on account_id = reader
            on conflict on constraint feed_entry_thing do update
            set position = excluded.position, is_gone = excluded.is_gone, changed_at = excluded.changed_at
            """;

    private static final int POSITION = 3;
    private static final int KIND = 2;
    private static final int PARTNERSHIP = 4;
    private static final int THING = 5;

    private final Pool pool;
    private final PlainKeys keys;

    PlainFeed(Pool pool, PlainKeys keys) {
        this.pool = pool;
        this.keys = keys;
    }

    /** Tells both members of a partnership of a thing that is new or has changed. */
    static Future<RowSet<Row>> tell(
            SqlConnection connection, PlainMembership membership, String kind, UUID thing, OffsetDateTime now) {
        UUID partnership = membership.partnership();
        return connection
                .preparedQuery(TELL)
                .execute(Tuple.of(
                        new UUID[] {membership.account(), membership.partner()},
                        new String[] {kind, kind},
                        new UUID[] {partnership, partnership},
                        new UUID[] {thing, thing},
                        new Boolean[] {false, false},
                        now));
    }

    Future<Answer> read(PlainKeys.Caller caller, String cursor, int limit) {
        long[] after = keys.feedPosition(cursor, caller.account());
        return pool.preparedQuery(ENTRIES)
                .execute(Tuple.of(
                        caller.account(),
                        after[0],
                        after[1],
                        (long) limit + 1,
                        caller.session(),
                        OffsetDateTime.now(ZoneOffset.UTC)))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(Answer.of(401));
                    }
                    var entries = new ArrayList<Row>();
                    rows.forEach(entries::add);
                    long head = entries.get(0).getLong(0);
                    entries.removeIf(row -> row.getLong(POSITION) == null);
                    boolean hasMore = entries.size() > limit;
                    List<Row> page = hasMore ? entries.subList(0, limit) : entries;
                    long reached = hasMore ? page.get(limit - 1).getLong(POSITION) : head;
                    String next = keys.feedCursor(caller.account(), reached, Math.max(reached, after[1]));
                    return page.isEmpty()
                            ? Future.succeededFuture(
                                    Answer.ok("{\"items\":[],\"cursor\":\"" + next + "\",\"hasMore\":false}"))
                            : shown(caller, page, next, hasMore);
                });
    }

    private Future<Answer> shown(PlainKeys.Caller caller, List<Row> entries, String next, boolean hasMore) {
        UUID[] partnerships = entries.stream()
                .map(entry -> entry.getUUID(PARTNERSHIP))
                .distinct()
                .toArray(UUID[]::new);
        UUID[] ids = entries.stream().map(entry -> entry.getUUID(THING)).toArray(UUID[]::new);
        return pool.preparedQuery(BIDS)
                .execute(Tuple.of(caller.account(), partnerships, ids))
                .map(rows -> {
                    Map<UUID, Row> byId = new HashMap<>();
                    rows.forEach(row -> byId.put(row.getUUID(0), row));
                    var json = new JsonText().open('{').name("items").open('[');
                    entries.forEach(entry -> {
                        json.open('{')
                                .plain("kind", entry.getString(KIND))
                                .plain("id", entry.getUUID(THING))
                                .plain("partnership", entry.getUUID(PARTNERSHIP))
                                .plain("op", "upsert")
                                .name("data");
                        BidText.write(json, byId.get(entry.getUUID(THING)), caller.account());
                        json.close('}');
                    });
                    json.close(']')
                            .plain("cursor", next)
                            .raw("hasMore", hasMore)
                            .close('}');
                    String link =
                            hasMore ? "</v1/feed?limit=" + entries.size() + "&after=" + next + ">; rel=\"next\"" : null;
                    return new Answer(200, json.toString(), link);
                });
    }
}
