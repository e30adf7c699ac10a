package app.toward.insight;

import app.toward.insight.Totals.Question;
import java.time.ZoneOffset;
import java.util.Map;

/** A week with a reveal, counted from 1. */
record RevealTally(int week) {
    static final int WEEKS = 8;

    /** How long before its reveal a round may have begun at most: a week, and what its window has beyond. */
    private static final int LONGEST_ROUND = 30;

    private static final String SQL = """
            select distinct
                width_bucket(a.revealed_at, (select cast(:weeks as timestamptz[]))) as week
            from answer a
            where a.partnership_id = :partnership and a.author_id = :me
            and a.stands_at >= :weeksFrom and a.revealed_at >= :weeksBegin and a.revealed_at < :weeksEnd
            """;

    /** The weeks up to the last of these dates, seven dates each. */
    static Dates weeks(Dates dates) {
        var first = dates.to().minusDays(7L * WEEKS - 1);
        return new Dates(
                dates.calendars(),
                first,
                dates.to(),
                first.datesUntil(dates.to().plusDays(1), java.time.Period.ofDays(7))
                        .toList());
    }

    static Question<RevealTally> in(Dates weeks) {
        return new Question<>(
                SQL,
                RevealTally.class,
                Map.of(
                        "weeks", weeks.bucketStarts(),
                        "weeksFrom",
                                weeks.from()
                                        .minusDays(LONGEST_ROUND)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant(),
                        "weeksBegin", weeks.begin(),
                        "weeksEnd", weeks.end()));
    }
}
