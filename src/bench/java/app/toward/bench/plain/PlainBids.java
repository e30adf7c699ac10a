package app.toward.bench.plain;

import app.toward.bench.ServerKeys;
import app.toward.bench.plain.PlainServer.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Reads bids, logs them, and responds to them. */
final class PlainBids {
    private static final int PAGE = 50;
    private static final String SELECT = "select " + BidText.COLUMNS + " from bid ";
    private static final String ONE = SELECT + "where partnership_id = $1 and id = $2";
    private static final String LIST = SELECT + """
            where partnership_id = $1 and (occurred_at, id) < ($2, $3)
            and (not is_private
                or case when bidder_id = $4 then recorded_by = 'BIDDER' else recorded_by = 'RECEIVER' end)
            and (withdrawn_at is null
                or (bidder_id = $4 and (bidder_given_at is not null or repair_reaction is not null)
                    or receiver_id = $4 and receiver_given_at is not null))
            order by occurred_at desc, id desc limit $5
            """;
    private static final String INSERT = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue, occurred_at,
                occurred_offset, recorded_at, request_digest, is_private, bidder_could_see)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false, false) returning
            """ + BidText.COLUMNS;
    private static final String RESPOND = """
            update bid set receiver_response = $3, receiver_note = $4, receiver_note_shared = $5, receiver_blind = true,
                receiver_given_at = $6, receiver_responded_at = $6, bidder_could_see = true
            where partnership_id = $1 and id = $2 returning
            """ + BidText.COLUMNS;
    private static final OffsetDateTime END = OffsetDateTime.parse("9999-12-31T23:59:59.999Z");
    private static final UUID GREATEST = new UUID(-1, -1);

    private final Pool pool;
    private final PlainKeys keys;

    PlainBids(Pool pool, PlainKeys keys) {
        this.pool = pool;
        this.keys = keys;
    }

    Future<Answer> get(PlainKeys.Caller caller, UUID partnership, UUID bid) {
        return PlainMembership.of(pool, caller, partnership)
                .compose(membership -> pool.preparedQuery(ONE).execute(Tuple.of(partnership, bid)))
                .map(rows -> Answer.ok(text(rows.iterator().next(), caller)));
    }

    Future<Answer> list(PlainKeys.Caller caller, UUID partnership, String path) {
        return PlainMembership.of(pool, caller, partnership)
                .compose(membership -> pool.preparedQuery(LIST)
                        .execute(Tuple.of(partnership, END, GREATEST, caller.account(), PAGE + 1)))
                .map(rows -> page(rows.iterator(), caller, partnership, path));
    }

    private Answer page(RowIterator<Row> rows, PlainKeys.Caller caller, UUID partnership, String path) {
        var json = new JsonText().open('{').name("items").open('[');
        Row last = null;
        for (int i = 0; i < PAGE && rows.hasNext(); i++) {
            last = rows.next();
            BidText.write(json, last, caller.account());
        }
        json.close(']');
        if (last == null || !rows.hasNext()) {
            return Answer.ok(json.close('}').toString());
        }
        String next = keys.listCursor(
                "bids/" + partnership + "/" + caller.account() + "?",
                last.getOffsetDateTime(7).toInstant().toEpochMilli(),
                last.getUUID(0));
        json.plain("next", next).close('}');
        return new Answer(200, json.toString(), "<" + path + "?after=" + next + ">; rel=\"next\"");
    }

    Future<Answer> log(PlainKeys.Caller caller, UUID partnership, Buffer body) {
        var given = new JsonObject(body);
        UUID id = freshId();
        OffsetDateTime now = now();
        return pool.withTransaction(connection -> PlainMembership.toWrite(connection, caller, partnership)
                        .compose(membership -> insert(connection, membership, id, given, body, now)
                                .compose(row -> PlainFeed.tell(connection, membership, "bid", id, now)
                                        .map(row))))
                .map(row -> new Answer(201, text(row, caller), null));
    }

    private Future<Row> insert(
            SqlConnection connection,
            PlainMembership membership,
            UUID id,
            JsonObject given,
            Buffer body,
            OffsetDateTime now) {
        boolean isBidder = given.getString("bidder").equals("me");
        OffsetDateTime occurred = OffsetDateTime.parse(given.getString("occurredAt"));
        byte[] digest = keys.mac(
                "bid request",
                ServerKeys.concatenated(
                        ServerKeys.bytes(membership.partnership()),
                        ServerKeys.bytes(membership.account()),
                        body.getBytes()));
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addUUID(membership.partnership())
                .addUUID(isBidder ? membership.account() : membership.partner())
                .addUUID(isBidder ? membership.partner() : membership.account())
                .addString(isBidder ? "BIDDER" : "RECEIVER")
                .addString(given.getString("kind").toUpperCase(Locale.ROOT))
                .addString(given.getString("channel").toUpperCase(Locale.ROOT))
                .addString(given.getString("cue"))
                .addOffsetDateTime(occurred)
                .addInteger(occurred.getOffset().getTotalSeconds())
                .addOffsetDateTime(now)
                .addBuffer(Buffer.buffer(digest));
        return connection
                .preparedQuery(INSERT)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    /** What the benchmark sends: the receiver's first response to a bid that waits for it. */
    Future<Answer> respond(PlainKeys.Caller caller, UUID partnership, UUID bid, Buffer body) {
        var given = new JsonObject(body);
        OffsetDateTime now = now();
        return pool.withTransaction(connection -> PlainMembership.withBid(connection, caller, partnership, bid)
                        .map(row -> awaiting(row, caller))
                        .compose(membership -> connection
                                .preparedQuery(RESPOND)
                                .execute(Tuple.of(
                                        partnership,
                                        bid,
                                        given.getString("response").toUpperCase(Locale.ROOT),
                                        given.getString("note"),
                                        given.getBoolean("noteShared", false),
                                        now))
                                .compose(rows -> PlainFeed.tell(connection, membership, "bid", bid, now)
                                        .map(rows.iterator().next()))))
                .map(row -> Answer.ok(text(row, caller)));
    }

    private static PlainMembership awaiting(Row held, PlainKeys.Caller caller) {
        boolean isAwaiting = held.getUUID(PlainMembership.BEFORE_MORE + 2).equals(caller.account())
                && held.getString("receiver_response") == null;
        if (!isAwaiting) {
            throw new IllegalStateException("Only a first response is measured");
        }
        return PlainMembership.active(held);
    }

    private static String text(Row bid, PlainKeys.Caller caller) {
        var json = new JsonText();
        BidText.write(json, bid, caller.account());
        return json.toString();
    }

    private static OffsetDateTime now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    private static UUID freshId() {
        var random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
