package app.toward.insight;

import app.toward.insight.Figure.Subject;
import app.toward.insight.ScaleTally.Of;
import app.toward.statistics.Series;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a span of answers on scales amounts to. */
record ScaleFigures(Setting setting) {
    /** From how many rounds on two people's answers are compared. */
    private static final int ENOUGH_PAIRS = 14;

    InsightsView view(Answered answered, Dates dates) {
        return new InsightsView(
                dates.whole(),
                of(answered.whole(), 1, dates.whole()).map(setting::told).toList(),
                dates.buckets(i -> of(answered, i + 1, dates.window(i))),
                null);
    }

    /** The means of both, and how far their answers to the same rounds are apart. */
    Stream<Figure> of(Answered answered, int bucket, WindowView window) {
        return Answered.ITEMS.stream()
                .flatMap(item -> Stream.concat(
                        setting.perspectives().map(perspective -> mean(answered, item, bucket, perspective, window)),
                        setting.isWhole() ? apart(answered, item, bucket, window) : Stream.empty()));
    }

    /** How the means differ from those of the span before. */
    Stream<Figure> changes(Answered answered, WindowView window, WindowView before) {
        return Answered.ITEMS.stream()
                .flatMap(item -> setting.perspectives().map(perspective -> {
                    ScaleTally later = answered.tally(of(perspective), item, 2);
                    ScaleTally earlier = answered.tally(of(perspective), item, 1);
                    return figure(
                            new Subject(Metric.MEAN_CHANGE, perspective, null, item),
                            Finding.meanChange(later.series(), earlier.series(), later.days()),
                            later.late() + earlier.late(),
                            window,
                            before);
                }));
    }

    private Figure mean(Answered answered, String item, int bucket, InsightPerspective perspective, WindowView window) {
        ScaleTally tally = answered.tally(of(perspective), item, bucket);
        Finding finding = Finding.mean(tally.series(), tally.days(), Answered.LEAST, Answered.MOST);
        return figure(new Subject(Metric.MEAN, perspective, null, item), finding, tally.late(), window, null);
    }

    private Stream<Figure> apart(Answered answered, String item, int bucket, WindowView window) {
        ScaleTally tally = answered.tally(Of.DIFFERENCE, item, bucket);
        Series differences = tally.series();
        boolean isEnough = differences.n() >= ENOUGH_PAIRS;
        Finding distance = Finding.plain(
                isEnough ? tally.distance() / differences.n() : 0, differences.n(), tally.days(), isEnough);
        return Stream.of(
                figure(
                        new Subject(Metric.DIFFERENCE, InsightPerspective.JOINT, null, item),
                        Finding.ofPairs(differences, tally.days(), Answered.MOST - Answered.LEAST),
                        tally.late(),
                        window,
                        null),
                figure(
                        new Subject(Metric.DISTANCE, InsightPerspective.JOINT, null, item),
                        distance,
                        tally.late(),
                        window,
                        null));
    }

    private Figure figure(Subject subject, Finding finding, long late, WindowView window, @Nullable WindowView before) {
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (subject.perspective() != InsightPerspective.MINE) {
            caveats.add(Caveat.ONLY_REVEALED);
        }
        if (late > 0) {
            caveats.add(Caveat.LATE_LEFT_OUT);
        }
        return setting.figure(subject, finding, late, caveats, window, before);
    }

    static Of of(InsightPerspective perspective) {
        return perspective == InsightPerspective.MINE ? Of.ME : Of.PARTNER;
    }
}
