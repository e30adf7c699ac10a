package app.toward.insight;

import app.toward.statistics.Series;
import java.util.List;
import java.util.Objects;

/**
 * What the answers to one scale in one bucket add up to, as the caller sees them.
 *
 * @param series answers in the order of their rounds; late ones are left out
 * @param distance the sum of the values without their sign
 * @param late how many answers were left out
 */
record ScaleTally(long days, Series series, double distance, long late) {
    static final ScaleTally NONE = new ScaleTally(0, Series.NONE, 0, 0);

    /** Whose answers. */
    enum Of {
        ME,
        PARTNER,
        /** Mine less the partner's. */
        DIFFERENCE
    }

    /** @param item its place in {@link Answered#ITEMS} */
    static ScaleTally of(List<AnsweredRound> rounds, Of of, int item) {
        List<AnsweredRound> answered =
                rounds.stream().filter(round -> round.isAnsweredBy(of)).toList();
        List<AnsweredRound> onTime =
                answered.stream().filter(round -> !round.isLate(of)).toList();
        List<Integer> values = onTime.stream()
                .map(round -> round.value(of, item))
                .filter(Objects::nonNull)
                .toList();
        return new ScaleTally(
                onTime.stream().map(AnsweredRound::date).distinct().count(),
                Series.of(values),
                values.stream().mapToInt(Math::abs).sum(),
                (long) answered.size() - onTime.size());
    }

    /** With the next bucket of the same. */
    ScaleTally then(ScaleTally next) {
        return new ScaleTally(days + next.days, series.then(next.series), distance + next.distance, late + next.late);
    }
}
