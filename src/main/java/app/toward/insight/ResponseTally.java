package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import app.toward.statistics.Interval;

/**
 * How long it took until bids that their bidder had logged were first responded to by the receiver.
 *
 * @param own whether the caller made the bids
 * @param median in hours, from when it was there for the receiver; {@code low} and {@code high} are the order statistics
 *     between which the true median lies
 */
record ResponseTally(boolean own, long n, long days, double median, double low, double high) {
    private static final String Z = "1.959963984540054";

    private static final String SQL = """
            with seen as (%s),
            timed as (
                select own, day,
                    cast(extract(epoch from responded_at - greatest(occurred_at, recorded_at)) as double precision) / 3600
                        as hours
                from seen where responded_at is not null and recorded_by = 'BIDDER'),
            sorted as (
                select own, count(*) as n, count(distinct day) as days, array_agg(hours order by hours) as hours
                from timed group by own)
            select own, n, days, (hours[(n + 1) / 2] + hours[n / 2 + 1]) / 2 as median,
                hours[greatest(1, floor((n - %s * sqrt(n)) / 2))] as low,
                hours[least(n, n + 1 - floor((n - %s * sqrt(n)) / 2))] as high
            from sorted
            """.formatted(SeenBids.SQL, Z, Z);

    static Question<ResponseTally> in(Dates dates, Membership membership) {
        return SeenBids.ask(SQL, ResponseTally.class, dates.starts(), dates, membership);
    }

    Interval interval() {
        return new Interval(low, high);
    }
}
