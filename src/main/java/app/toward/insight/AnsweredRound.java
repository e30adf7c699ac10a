package app.toward.insight;

import app.toward.insight.ScaleTally.Of;
import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A daily round as the caller sees it: their own answer, and the partner's once it is revealed.
 *
 * @param bucket counted from 1
 * @param mine the values of the scales in the order of {@link Answered#ITEMS}; null without an answer
 */
record AnsweredRound(
        int bucket,
        String date,
        @Nullable List<@Nullable Integer> mine,
        @Nullable List<@Nullable Integer> partners,
        boolean mineIsLate,
        boolean partnersIsLate) {
    private static final String SQL = """
            select width_bucket(date - cast(:from as date) + 1, (select cast(:firstDays as int[]))) as bucket, date,
                max(scores) filter (where is_mine) as mine, max(scores) filter (where not is_mine) as partners,
                coalesce(bool_or(is_late) filter (where is_mine), false) as "mineIsLate",
                coalesce(bool_or(is_late) filter (where not is_mine), false) as "partnersIsLate"
            from (
                select a.check_in_id, a.stands_at, a.date, a.scores, a.is_late, a.author_id = :me as is_mine
                from answer a
                where a.partnership_id = :partnership and a.author_id in (:authors)
                and a.stands_at >= :earliest and a.stands_at < :latest
                and a.date between cast(:from as date) and cast(:to as date)
                and a.template = :template and a.given is not null
                and (a.author_id = :me or a.revealed_at is not null)) given
            group by check_in_id, stands_at, date
            order by stands_at, check_in_id
            """;

    /** The rounds of these dates that have an answer, in their order. */
    static Question<AnsweredRound> in(Dates dates, Membership membership) {
        return new Question<>(
                SQL,
                AnsweredRound.class,
                Map.of(
                        "firstDays",
                        dates.firstDays(),
                        "from",
                        dates.from().toString(),
                        "to",
                        dates.to().toString(),
                        // A round on demand stands where it was opened, whose date may be another in UTC.
                        "earliest",
                        startInUtc(dates.from().minusDays(1)),
                        "latest",
                        startInUtc(dates.to().plusDays(2)),
                        "template",
                        Answered.TEMPLATE,
                        // After the end the other's answers are not even looked for.
                        "authors",
                        membership.hasEnded() ? List.of(membership.accountId()) : membership.members()));
    }

    private static Object startInUtc(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean isAnsweredBy(Of of) {
        return switch (of) {
            case ME -> mine != null;
            case PARTNER -> partners != null;
            case DIFFERENCE -> mine != null && partners != null;
        };
    }

    boolean isLate(Of of) {
        return switch (of) {
            case ME -> mineIsLate;
            case PARTNER -> partnersIsLate;
            case DIFFERENCE -> mineIsLate || partnersIsLate;
        };
    }

    /** What there is of an item: a value of the scale, or how far two of them are apart. */
    @Nullable
    Integer value(Of of, int item) {
        Integer my = mine == null ? null : mine.get(item);
        Integer theirs = partners == null ? null : partners.get(item);
        return switch (of) {
            case ME -> my;
            case PARTNER -> theirs;
            case DIFFERENCE -> my == null || theirs == null ? null : Integer.valueOf(my - theirs);
        };
    }
}
