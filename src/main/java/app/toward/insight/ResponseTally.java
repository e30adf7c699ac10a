package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.statistics.Interval;
import java.util.Map;

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
                    extract(epoch from receiver_given_at - greatest(occurred_at, recorded_at)) / 3600.0 as hours
                from seen where receiver_given_at is not null and recorded_by = 'BIDDER'),
            ranked as (
                select *, row_number() over (partition by own order by hours) as place,
                    count(*) over (partition by own) as n
                from timed)
            select own, max(n) as n, count(distinct day) as days, percentile_cont(0.5) within group (order by hours) as median,
                max(hours) filter (where place <= greatest(1, floor((n - %s * sqrt(n)) / 2))) as low,
                min(hours) filter (where place >= least(n, n + 1 - floor((n - %s * sqrt(n)) / 2))) as high
            from ranked group by own
            """.formatted(SeenBids.SQL, Z, Z);

    static Question<ResponseTally> in(Dates dates) {
        return new Question<>(
                SQL, ResponseTally.class, Map.of("starts", dates.starts(), "begin", dates.begin(), "end", dates.end()));
    }

    Interval interval() {
        return new Interval(low, high);
    }
}
