package app.toward.bench.plain;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/** The caller's place in a partnership, whose session is asked for in the same query. */
record PlainMembership(
        UUID partnership,
        UUID account,
        UUID partner,
        OffsetDateTime since,
        ZoneId zone,
        LocalTime dayStart,
        ZoneId partnerZone,
        LocalTime partnerDayStart) {
    private static final String COLUMNS = """
            select m.partnership_id, m.account_id, m.partner_id, m.joined_at, me.time_zone, me.day_start,
                me.past_calendars, partner.time_zone, partner.day_start, partner.past_calendars, m.partner_calendars, p.kind, p.state
            """;

    private static final String ASKED = " where s.id = $2 and s.account_id = $3 and s.expires_at > $4 ";

    private static final String FOUND = """
            from session s
            join account me on me.id = s.account_id
            left join membership m on m.account_id = s.account_id and m.partnership_id = $1
            left join partnership p on p.id = m.partnership_id
            left join account partner on partner.id = m.partner_id
            """ + ASKED;

    private static final String QUERY = COLUMNS + FOUND;

    private static final String QUERY_WITH_TEMPLATES = COLUMNS + """
            , (select json_agg(json_build_object(
                'templateId', template_id, 'version', version, 'cadence', cadence,
                'inForceFrom', in_force_from, 'retiredAt', retired_at))
            from template_version where partnership_id = p.id)
            """ + FOUND;

    private static final String HELD = """
            from session s
            join account me on me.id = s.account_id
            join membership m on m.account_id = s.account_id and m.partnership_id = $1
            join partnership p on p.id = m.partnership_id
            left join account partner on partner.id = m.partner_id
            """;

    private static final String HOLD = COLUMNS + HELD + ASKED + "for share of p";

    /** How many columns come before those of what is read with it. */
    static final int BEFORE_MORE = 13;

    private static final String HOLD_WITH_BID = COLUMNS + ", " + BidText.COLUMNS.replaceAll("(\\w+)", "b.$1") + " "
            + HELD + "join bid b on b.partnership_id = p.id and b.id = $5" + ASKED + "for share of p for update of b";

    static Future<PlainMembership> of(SqlClient client, PlainKeys.Caller caller, UUID partnership) {
        return client.preparedQuery(QUERY)
                .execute(Tuple.of(partnership, caller.session(), caller.account(), OffsetDateTime.now(ZoneOffset.UTC)))
                .map(rows -> of(rows.iterator().next()));
    }

    /** The membership of two people who have made no templates. */
    static Future<PlainMembership> withoutTemplates(SqlClient client, PlainKeys.Caller caller, UUID partnership) {
        return client.preparedQuery(QUERY_WITH_TEMPLATES)
                .execute(Tuple.of(partnership, caller.session(), caller.account(), OffsetDateTime.now(ZoneOffset.UTC)))
                .map(rows -> withoutTemplates(rows.iterator().next()));
    }

    private static PlainMembership withoutTemplates(Row row) {
        if (row.getValue(BEFORE_MORE) != null) {
            throw new IllegalStateException("Only who has made no templates is measured");
        }
        return of(row);
    }

    static Future<PlainMembership> toWrite(SqlClient client, PlainKeys.Caller caller, UUID partnership) {
        return client.preparedQuery(HOLD)
                .execute(Tuple.of(partnership, caller.session(), caller.account(), OffsetDateTime.now(ZoneOffset.UTC)))
                .map(rows -> active(rows.iterator().next()));
    }

    /** The membership, held, and a bid that is locked: its columns come after those of the membership. */
    static Future<Row> withBid(SqlClient client, PlainKeys.Caller caller, UUID partnership, UUID bid) {
        return client.preparedQuery(HOLD_WITH_BID)
                .execute(Tuple.of(
                        partnership, caller.session(), caller.account(), OffsetDateTime.now(ZoneOffset.UTC), bid))
                .map(rows -> rows.iterator().next());
    }

    static PlainMembership active(Row row) {
        if (!row.getString(BEFORE_MORE - 1).equals("ACTIVE")) {
            throw new IllegalStateException("Only active partnerships are measured");
        }
        return of(row);
    }

    private static PlainMembership of(Row row) {
        return new PlainMembership(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getOffsetDateTime(3),
                ZoneId.of(row.getString(4)),
                row.getLocalTime(5),
                ZoneId.of(row.getString(7)),
                row.getLocalTime(8));
    }
}
