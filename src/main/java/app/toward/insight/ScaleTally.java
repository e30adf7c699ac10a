package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import app.toward.statistics.Series;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the answers to one item of a template in one bucket add up to, as the caller sees them: their own, the partner's
 * once they are revealed, and of revealed rounds the caller's less the partner's.
 *
 * @param series answers in the order of their rounds; late ones are left out
 * @param distance the sum of the values without their sign
 * @param late how many answers were left out
 */
record ScaleTally(Of of, String item, int bucket, long days, Series series, double distance, long late) {
    /** Whose answers. */
    enum Of {
        ME,
        PARTNER,
        /** Mine less the partner's. */
        DIFFERENCE
    }

    /**
     * A round becomes up to three rows, each with the values of all items, or what is to be taken off them: so only rounds
     * are put in order, and each of them once, before they are taken apart into items. The offset keeps an answer from
     * being parsed once for each of its items.
     */
    private static final String SQL = """
            with given as (
                select a.check_in_id, a.stands_at, a.date, a.is_late, a.author_id = :me as is_mine,
                    width_bucket(a.date - cast(:from as date) + 1, (select cast(:firstDays as int[]))) as bucket,
                    array[VALUES] as scores
                from answer a, lateral (select cast(a.given as jsonb) offset 0) answered (scores)
                where a.partnership_id = :partnership and a.author_id in (:authors)
                and a.stands_at >= :earliest and a.stands_at < :latest
                and a.date between cast(:from as date) and cast(:to as date)
                and a.template = :template and a.given is not null
                and (a.author_id = :me or a.revealed_at is not null)),
            rounds as (
                select check_in_id, stands_at, date, bucket,
                    max(scores) filter (where is_mine) as mine, max(scores) filter (where not is_mine) as partners,
                    bool_or(is_late) filter (where is_mine) as mine_is_late,
                    bool_or(is_late) filter (where not is_mine) as partners_is_late
                from given group by check_in_id, stands_at, date, bucket),
            sides as (
                select check_in_id, stands_at, date, bucket, side.*
                from rounds, lateral (values
                    ('ME', mine, array[ZEROS], mine_is_late),
                    ('PARTNER', partners, array[ZEROS], partners_is_late),
                    ('DIFFERENCE', mine, partners, mine_is_late or partners_is_late)) side (who, scores, less, is_late)
                where side.scores is not null and side.less is not null),
            ordered as (
                select who, bucket, date, scores, less, lag(scores) over places as former_scores,
                    lag(less) over places as former_less, lag(date) over places as former_date,
                    lead(date) over places is null as is_last
                from sides where not is_late
                window places as (partition by who, bucket order by stands_at, check_in_id)),
            points as (
                select who, bucket, item, score - lessened as value, former_score - former_lessened as former,
                    former_date is null as is_first, is_last, date is distinct from former_date as is_new_date
                from ordered, unnest(scores, less, former_scores, former_less) with ordinality
                    as point (score, lessened, former_score, former_lessened, item)),
            on_time as (
                select who, bucket, item, count(*) filter (where is_new_date) as days, count(value) as n,
                    sum(value) as sum, sum(value * value) as squares, sum(value * former) as lagged,
                    sum(value) filter (where is_first) as first, sum(value) filter (where is_last) as last,
                    sum(abs(value)) as distance
                from points group by who, bucket, item),
            late as (
                select who, bucket, item, late
                from (select who, bucket, count(*) as late from sides where is_late group by who, bucket) one,
                    generate_series(1, COUNT) item)
            select who as "of", (array[NAMES])[item] as item, bucket, coalesce(days, 0) as days,
                coalesce(distance, 0) as distance, coalesce(late, 0) as late,
                json_build_object('n', coalesce(n, 0), 'sum', coalesce(sum, 0), 'squares', coalesce(squares, 0),
                    'lagged', coalesce(lagged, 0), 'first', coalesce(first, 0), 'last', coalesce(last, 0)) as series
            from on_time full join late using (who, bucket, item)
            """.replace(
                    "VALUES", each(item -> "cast(answered.scores -> '" + item + "' ->> 'value' as int)"))
            .replace("ZEROS", each(item -> "0"))
            .replace("NAMES", each(item -> "'" + item + "'"))
            .replace("COUNT", String.valueOf(Answered.ITEMS.size()));

    private static String each(UnaryOperator<String> written) {
        return Answered.ITEMS.stream().map(written).collect(Collectors.joining(", "));
    }

    static ScaleTally none(Of of, String item, int bucket) {
        return new ScaleTally(of, item, bucket, 0, Series.NONE, 0, 0);
    }

    /** With the next bucket of the same. */
    ScaleTally then(ScaleTally next) {
        return new ScaleTally(
                of,
                item,
                bucket,
                days + next.days,
                series.then(next.series),
                distance + next.distance,
                late + next.late);
    }

    /** One row for each item, bucket and person that has any. */
    static Question<ScaleTally> in(Dates dates, String template, Membership membership) {
        return new Question<>(
                SQL,
                ScaleTally.class,
                Map.of(
                        "firstDays", dates.firstDays(),
                        "from", dates.from().toString(),
                        "to", dates.to().toString(),
                        // A round on demand stands where it was opened, whose date may be another in UTC.
                        "earliest",
                                dates.from()
                                        .minusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant(),
                        "latest",
                                dates.to()
                                        .plusDays(2)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant(),
                        "template", template,
                        // After the end the other's answers are not even looked for.
                        "authors", membership.hasEnded() ? List.of(membership.accountId()) : membership.members()));
    }
}
