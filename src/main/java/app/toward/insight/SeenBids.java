package app.toward.insight;

/**
 * The bids of a span as the caller sees them, in SQL: what a figure may rest on. A perspective that the caller does not
 * see is null here, so nothing above can count it.
 */
final class SeenBids {
    /** Columns: day (from 1), own, mine, partners, manner (the caller's), mine_repaired, partners_repaired. */
    static final String SQL = """
            select width_bucket(b.occurred_at, (select cast(:starts as timestamptz[]))) as day, side.own,
                b.occurred_at, b.recorded_at, b.recorded_by, b.receiver_given_at,
                case when side.own then b.bidder_response else b.receiver_response end as mine,
                case when side.own then b.bidder_manner else b.receiver_manner end as manner,
                case when side.own then b.receiver_response
                    when b.receiver_given_at is not null then b.bidder_response end as partners,
                case when side.own then b.bidder_repaired_at else b.receiver_repaired_at end is not null
                    as mine_repaired,
                case when side.own then b.receiver_repaired_at
                    when b.receiver_given_at is not null then b.bidder_repaired_at end is not null
                    as partners_repaired
            from bid b, lateral (select b.bidder_id is not distinct from :me) side (own)
            where b.partnership_id = :partnership and b.occurred_at >= :begin and b.occurred_at < :end
            and (b.withdrawn_at is null
                or side.own and (b.bidder_given_at is not null or b.repair_reaction is not null)
                or not side.own and b.receiver_given_at is not null)
            """;

    private SeenBids() {}
}
