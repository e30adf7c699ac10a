package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import java.util.Map;

/**
 * The bids of a span as the caller sees them, in SQL: what a figure may rest on. A perspective that the caller does not
 * see is null here, so nothing above can count it. What is seen is what the list of bids shows, also of what was logged
 * or said during a pause, and after the end.
 */
final class SeenBids {
    /**
     * Columns: day (from 1), own, occurred_at, recorded_at, recorded_by, responded_at (the receiver's), mine, partners,
     * manner (the caller's), mine_repaired, partners_repaired. The offset keeps them from being worked out once for each
     * thing that is counted.
     */
    static final String SQL = """
            select width_bucket(b.occurred_at, (select cast(:starts as timestamptz[]))) as day, side.own,
                b.occurred_at, b.recorded_at, b.recorded_by,
                case when not side.own or partner.is_heard then b.receiver_given_at end as responded_at,
                case when side.own then b.bidder_response else b.receiver_response end as mine,
                case when side.own then b.bidder_manner else b.receiver_manner end as manner,
                case when partner.is_heard then
                    case when side.own then b.receiver_response else b.bidder_response end end as partners,
                case when side.own then b.bidder_repaired_at else b.receiver_repaired_at end is not null
                    as mine_repaired,
                partner.is_heard
                    and case when side.own then b.receiver_repaired_at else b.bidder_repaired_at end is not null
                    as partners_repaired
            from bid b,
                lateral (select b.bidder_id is not distinct from :me) side (own),
                lateral (select not :hasEnded and b.receiver_private_since is null
                    and (side.own or b.receiver_given_at is not null and b.bidder_private_since is null))
                    partner (is_heard),
                lateral (select (b.recorded_by = 'BIDDER') = side.own,
                    case when side.own then b.bidder_given_at is not null or b.repair_reaction is not null
                        else b.receiver_given_at is not null end) me (has_recorded, has_spoken)
            where b.partnership_id = :partnership and b.occurred_at >= :begin and b.occurred_at < :end
            and case when :hasEnded then b.withdrawn_at is null and me.has_recorded or me.has_spoken
                else (not b.is_private or me.has_recorded) and (b.withdrawn_at is null or me.has_spoken) end
            offset 0
            """;

    private SeenBids() {}

    /** @param starts when each day begins, as an array of PostgreSQL */
    static <T> Question<T> ask(String sql, Class<T> row, String starts, Dates dates, Membership membership) {
        return new Question<>(
                sql,
                row,
                Map.of(
                        "starts", starts,
                        "begin", dates.begin(),
                        "end", dates.end(),
                        "hasEnded", membership.hasEnded()));
    }
}
