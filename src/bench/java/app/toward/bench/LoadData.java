package app.toward.bench;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Fills the tables, by COPY and set by set, with rows as Toward itself writes them. */
final class LoadData {
    /** Referential triggers are off meanwhile: a row is looked at once and not four times. */
    private static final String BEGIN = """
            set session_replication_role = replica;
            set work_mem = '256MB';
            create or replace function pg_temp.an_id(prefix text, number bigint) returns uuid language sql immutable
                return (prefix || lpad(to_hex(number), 12, '0'))::uuid;
            """;

    private static final String PEOPLE = """
            insert into account (id, display_name, time_zone, day_start, locale, created_at)
            select ACCOUNT(n), case n % 2 when 0 then 'Ana' else 'Ben' end, 'Europe/Berlin', '04:00', 'en', STARTED
            from generate_series(2 * FIRST, 2 * LAST - 1) n;
            insert into credential (account_id, email, email_key, password_hash)
            select ACCOUNT(n), 'person' || n || '@example.org', 'person' || n || '@example.org', ''
            from generate_series(2 * FIRST, 2 * LAST - 1) n;
            insert into partnership (id, kind, state, started_at, lesser_id, greater_id)
            select PARTNERSHIP(p), 'ROMANTIC', 'ACTIVE', STARTED, ACCOUNT(2 * p), ACCOUNT(2 * p + 1)
            from generate_series(FIRST, LAST - 1) p;
            insert into membership (partnership_id, account_id, partner_id, joined_at)
            select PARTNERSHIP(n / 2), ACCOUNT(n), ACCOUNT(n + 1 - 2 * (n % 2)), STARTED
            from generate_series(2 * FIRST, 2 * LAST - 1) n;
            """;

    private static final String BIDS = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue,
                occurred_at, occurred_offset, recorded_at, request_digest, bidder_could_see,
                bidder_response, bidder_note, bidder_note_shared, bidder_blind, bidder_given_at, bidder_responded_at,
                receiver_response, receiver_manner, receiver_note, receiver_note_shared, receiver_blind,
                receiver_given_at, receiver_responded_at)
            select BID(p * BIDS + b), PARTNERSHIP(p), ACCOUNT(2 * p + b % 2), ACCOUNT(2 * p + 1 - b % 2), 'BIDDER',
                (array['ATTENTION', 'CONVERSATION', 'AFFECTION', 'PLAY', 'HELP', 'SHARED_ACTIVITY'])[1 + b % 6],
                (array['IN_PERSON', 'CALL', 'MESSAGE'])[1 + b % 3],
                case when b % 4 <> 0 then 'Look at the moon, number ' || b end,
                at, 3600, at + interval '2 minutes', sha256((p || '/' || b)::bytea), met,
                case when own then 'TURNED_TOWARD' end, case when own then 'It was good to be heard.' end,
                case when own then false end, case when own then true end,
                case when own then at + interval '2 minutes' end, case when own then at + interval '2 minutes' end,
                case when met then case b % 4 when 0 then 'MISSED' else 'TURNED_TOWARD' end end,
                case when met and b % 4 = 0 then 'TURNED_AWAY' end,
                case when met then 'I heard it, and was still in my book.' end, case when met then b % 3 = 0 end,
                case when met then true end, case when met then at + interval '9 minutes' end,
                case when met then at + interval '9 minutes' end
            from generate_series(FIRST, LAST - 1) p, generate_series(0, BIDS - 1) b,
                lateral (select STARTED + (b + 1) * (interval '1 day' * DAYS / BIDS), b % AWAITING <> AWAITING - 1, b % 3 = 0)
                    as made (at, met, own);
            """;

    private static final String FEEDS = """
            insert into feed (account_id, position)
            select ACCOUNT(n), 2 + DAYS + BIDS from generate_series(2 * FIRST, 2 * LAST - 1) n;
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select ACCOUNT(n), 1, 'me', null, ACCOUNT(n), false, STARTED
            from generate_series(2 * FIRST, 2 * LAST - 1) n;
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select ACCOUNT(n), 2, 'partnership', null, PARTNERSHIP(n / 2), false, STARTED
            from generate_series(2 * FIRST, 2 * LAST - 1) n;
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select author_id, 2 + row_number() over (partition by author_id order by stands_at), 'check_in',
                partnership_id, check_in_id, false, revealed_at
            from answer where author_id >= ACCOUNT(2 * FIRST);
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select ACCOUNT(n), 2 + DAYS + 1 + b, 'bid', PARTNERSHIP(n / 2), BID(n / 2 * BIDS + b), false, STARTED
            from generate_series(2 * FIRST, 2 * LAST - 1) n, generate_series(0, BIDS - 1) b;
            """;

    private static final String END = """
            set session_replication_role = origin;
            create table if not exists benchmark_session as select id, refresh_hash from session with no data;
            truncate benchmark_session;
            insert into benchmark_session select id, refresh_hash from session;
            """;

    private static final String GIVEN = """
            {"mood":{"value":5,"min":1,"max":7,"low":"Very low","high":"Very good"},\
            "closeness":{"value":6,"min":1,"max":7,"low":"Far apart","high":"Very close"},\
            "presence":{"value":4,"min":1,"max":7,"low":"Hardly","high":"Fully"},\
            "feeling_heard":{"value":6,"min":1,"max":7,"low":"Not at all","high":"Very well"},\
            "time_together":{"value":3,"min":1,"max":7,"low":"Much too little","high":"Just right"},\
            "appreciation":{"value":"The soup."}}\
            """;

    /** The partnership is that much older than the first of its answers. */
    private static final int DAYS_BEFORE = 5;

    private final Postgres postgres;
    private final ServerKeys keys;
    private final Scale scale;
    private final Instant now = Instant.now();
    /** The last date with answers: that of today, and of yesterday, may still be given. */
    private final LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3);

    LoadData(Postgres postgres, ServerKeys keys, Scale scale) {
        this.postgres = postgres;
        this.keys = keys;
        this.scale = scale;
    }

    /** Adds partnerships from a number on, up to those of the scale. */
    void from(int first) throws SQLException, IOException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            copySessions(connection, first);
            copyAnswers(connection, first);
            for (String sql : new String[] {PEOPLE, BIDS, FEEDS, END}) {
                statement.execute(filled(sql, first));
            }
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private String filled(String sql, int first) {
        String filled = sql;
        for (Ids kind : Ids.values()) {
            filled = filled.replaceAll("\\b" + kind + "\\(", "pg_temp.an_id('" + kind.prefix + "', ");
        }
        return filled.replaceAll("\\bSTARTED\\b", "timestamptz '" + started() + "'")
                .replaceAll("\\bFIRST\\b", String.valueOf(first))
                .replaceAll("\\bLAST\\b", String.valueOf(scale.partnerships()))
                .replaceAll("\\bBIDS\\b", String.valueOf(scale.bids()))
                .replaceAll("\\bDAYS\\b", String.valueOf(scale.days()))
                .replaceAll("\\bAWAITING\\b", String.valueOf(Scale.AWAITING_EVERY));
    }

    private Instant started() {
        return now.truncatedTo(ChronoUnit.HOURS).minus(scale.days() + DAYS_BEFORE, ChronoUnit.DAYS);
    }

    private void copySessions(Connection connection, int first) throws SQLException, IOException {
        var rows = new StringBuilder();
        for (long account = 2L * first; account < 2L * scale.partnerships(); account++) {
            byte[] hash = ServerKeys.sha256(refreshToken(account).getBytes(StandardCharsets.US_ASCII));
            row(
                    rows,
                    Ids.SESSION.text(account),
                    Ids.ACCOUNT.text(account),
                    now,
                    now,
                    now,
                    now.plusSeconds(2_500_000),
                    "\\\\x" + HexFormat.of().formatHex(hash));
        }
        copy(
                connection,
                "session (id, account_id, created_at, confirmed_at, rotated_at, expires_at, refresh_hash)",
                rows);
    }

    /** The first refresh token of an account's session. */
    String refreshToken(long account) {
        byte[] secret = ServerKeys.sha256(("secret of " + account).getBytes(StandardCharsets.US_ASCII));
        return keys.refreshToken(Ids.SESSION.of(account), secret);
    }

    private void copyAnswers(Connection connection, int first) throws SQLException, IOException {
        for (int partnership = first; partnership < scale.partnerships(); partnership++) {
            var rows = new StringBuilder();
            UUID id = Ids.PARTNERSHIP.of(partnership);
            for (int day = 0; day < scale.days(); day++) {
                LocalDate date = last.minusDays(day);
                Instant stands = date.atStartOfDay(ZoneOffset.UTC).toInstant();
                Instant at = stands.plusSeconds(20 * 3600);
                for (int side = 0; side < 2; side++) {
                    row(
                            rows,
                            id,
                            roundId(id, date),
                            Ids.ACCOUNT.text(Scale.account(partnership, side)),
                            "daily",
                            1,
                            date,
                            stands,
                            "SHARED",
                            GIVEN,
                            at,
                            false,
                            at);
                }
            }
            copy(
                    connection,
                    "answer (partnership_id, check_in_id, author_id, template, template_version, date, stands_at,"
                            + " visibility, given, answered_at, is_late, revealed_at)",
                    rows);
        }
    }

    /** As Toward computes it for the daily template. */
    private static UUID roundId(UUID partnership, LocalDate date) {
        int day = Math.toIntExact(date.toEpochDay());
        ByteBuffer hash = ByteBuffer.wrap(ServerKeys.sha256(ServerKeys.concatenated(
                ServerKeys.bytes(partnership),
                ByteBuffer.allocate(4).putInt(day).array(),
                "daily".getBytes(StandardCharsets.UTF_8))));
        long high = (Integer.toUnsignedLong(day) << 32) | (hash.getLong() & 0xFFFF_0FFFL) | (8 << 12);
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static void row(StringBuilder rows, Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(values[i]);
        }
        rows.append('\n');
    }

    private static void copy(Connection connection, String table, StringBuilder rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", new StringReader(rows.toString()));
    }
}
