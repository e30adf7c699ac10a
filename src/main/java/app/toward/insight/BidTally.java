package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import app.toward.statistics.DayTotals;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the bids of one of the two in one bucket add up to, as the caller sees them.
 *
 * @param bucket counted from 1
 * @param own whether the caller made the bids
 * @param bids how many the caller sees
 * @param turnedMine turned toward, of those turned toward or missed, as the caller says
 * @param repairedMine repaired, of those missed at first, as the caller says
 * @param agreement where both say the same, of those where both say turned toward or missed
 * @param noticedMine those noticed and neither met nor missed, as the caller says
 * @param unnoticed missed in this manner, as the caller says; the partner's word on the manner is not counted
 */
record BidTally(
        int bucket,
        boolean own,
        long bids,
        DayTotals turnedMine,
        DayTotals turnedPartners,
        DayTotals repairedMine,
        DayTotals repairedPartners,
        DayTotals agreement,
        long noticedMine,
        long noticedPartners,
        long unnoticed,
        long turnedAway,
        long turnedAgainst) {

    private record Share(String name, String counted, String among) {}

    private static final java.util.List<Share> SHARES = java.util.List.of(
            new Share("turnedMine", "mine = 'TURNED_TOWARD'", "mine in ('TURNED_TOWARD', 'MISSED')"),
            new Share("turnedPartners", "partners = 'TURNED_TOWARD'", "partners in ('TURNED_TOWARD', 'MISSED')"),
            new Share("repairedMine", "mine_repaired", "mine = 'MISSED' or mine_repaired"),
            new Share("repairedPartners", "partners_repaired", "partners = 'MISSED' or partners_repaired"),
            new Share(
                    "agreement",
                    "mine = partners and mine <> 'NOTICED'",
                    "mine <> 'NOTICED' and partners <> 'NOTICED'"));

    private static final Map<String, String> COUNTS = new TreeMap<>(Map.of(
            "bids", "true",
            "noticedMine", "mine = 'NOTICED'",
            "noticedPartners", "partners = 'NOTICED'",
            "unnoticed", "manner = 'UNNOTICED'",
            "turnedAway", "manner = 'TURNED_AWAY'",
            "turnedAgainst", "manner = 'TURNED_AGAINST'"));

    /** Day by day first, for days are what varies; then the days of each bucket. */
    private static final String SQL = """
            with seen as (%s),
            daily as (select day, own, %s from seen group by day, own)
            select width_bucket(day, (select cast(:firstDays as int[]))) as bucket, own, %s
            from daily group by 1, 2
            """.formatted(
                    SeenBids.SQL,
                    SHARES.stream()
                                    .map(share -> count(share.counted, "k_" + share.name) + ", "
                                            + count(share.among, "n_" + share.name))
                                    .collect(Collectors.joining(", "))
                            + ", "
                            + COUNTS.entrySet().stream()
                                    .map(each -> count(each.getValue(), "c_" + each.getKey()))
                                    .collect(Collectors.joining(", ")),
                    SHARES.stream().map(share -> totals(share.name)).collect(Collectors.joining(", ")) + ", "
                            + COUNTS.keySet().stream()
                                    .map(name -> "sum(c_" + name + ") as \"" + name + "\"")
                                    .collect(Collectors.joining(", ")));

    private static String count(String condition, String name) {
        return "cast(count(*) filter (where " + condition + ") as int) as " + name;
    }

    private static String totals(String name) {
        return """
                json_build_object('days', count(*) filter (where n_NAME > 0), 'k', sum(k_NAME), 'n', sum(n_NAME),
                    'kk', sum(k_NAME * k_NAME), 'kn', sum(k_NAME * n_NAME), 'nn', sum(n_NAME * n_NAME)) as "NAME\"""".replace("NAME", name);
    }

    static BidTally none(int bucket, boolean own) {
        return new BidTally(
                bucket,
                own,
                0,
                DayTotals.NONE,
                DayTotals.NONE,
                DayTotals.NONE,
                DayTotals.NONE,
                DayTotals.NONE,
                0,
                0,
                0,
                0,
                0);
    }

    /** One row for each bucket and bidder that has any. */
    static Question<BidTally> in(Dates dates, Membership membership) {
        return SeenBids.ask(SQL, BidTally.class, dates.starts(), dates, membership)
                .with("firstDays", dates.firstDays());
    }

    BidTally plus(BidTally other) {
        return new BidTally(
                bucket,
                own,
                bids + other.bids,
                turnedMine.plus(other.turnedMine),
                turnedPartners.plus(other.turnedPartners),
                repairedMine.plus(other.repairedMine),
                repairedPartners.plus(other.repairedPartners),
                agreement.plus(other.agreement),
                noticedMine + other.noticedMine,
                noticedPartners + other.noticedPartners,
                unnoticed + other.unnoticed,
                turnedAway + other.turnedAway,
                turnedAgainst + other.turnedAgainst);
    }
}
