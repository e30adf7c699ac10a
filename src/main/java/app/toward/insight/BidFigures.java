package app.toward.insight;

import app.toward.insight.Figure.Subject;
import app.toward.statistics.DayTotals;
import app.toward.statistics.Rate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a span of bids amounts to. The two views are never pooled: each figure goes by one person's word, and says whose.
 */
record BidFigures(Setting setting) {
    InsightsView view(Tallied tallied, Dates dates) {
        return new InsightsView(
                dates.whole(),
                of(tallied.whole(), dates.whole()).map(setting::told).toList(),
                dates.buckets(i -> of(tallied.both(i + 1), dates.window(i))),
                setting.perspectives().anyMatch(InsightPerspective.MINE::equals)
                        ? tallied.whole().stream()
                                .map(InsightsView.MissesView::of)
                                .toList()
                        : null);
    }

    /** How the bids of both were met and repaired, and where both say the same. */
    Stream<Figure> of(List<BidTally> both, WindowView window) {
        return both.stream()
                .flatMap(tally -> Stream.concat(
                        setting.perspectives().flatMap(perspective -> shares(tally, perspective, window)),
                        setting.isWhole() ? Stream.of(agreement(tally, window)) : Stream.empty()));
    }

    /** How that differs from the span before. */
    Stream<Figure> changes(List<BidTally> later, List<BidTally> earlier, WindowView window, WindowView before) {
        return Stream.of(0, 1)
                .flatMap(i -> setting.perspectives().map(perspective -> {
                    var subject = subject(Metric.TURNED_TOWARD_CHANGE, perspective, later.get(i));
                    var finding = Finding.change(
                            new Rate(turned(later.get(i), perspective)), new Rate(turned(earlier.get(i), perspective)));
                    return setting.figure(subject, finding, 0, caveats(subject, later.get(i), 0), window, before);
                }));
    }

    private Stream<Figure> shares(BidTally tally, InsightPerspective perspective, WindowView window) {
        boolean isMine = perspective == InsightPerspective.MINE;
        long noticed = isMine ? tally.noticedMine() : tally.noticedPartners();
        var turned = subject(Metric.TURNED_TOWARD, perspective, tally);
        var repaired = subject(Metric.REPAIRED, perspective, tally);
        var repairs = isMine ? tally.repairedMine() : tally.repairedPartners();
        return Stream.of(
                setting.figure(
                        turned,
                        Finding.of(new Rate(turned(tally, perspective))),
                        noticed,
                        caveats(turned, tally, noticed),
                        window,
                        null),
                setting.figure(repaired, Finding.of(new Rate(repairs)), 0, caveats(repaired, tally, 0), window, null));
    }

    private Figure agreement(BidTally tally, WindowView window) {
        var subject = subject(Metric.AGREEMENT, InsightPerspective.JOINT, tally);
        var finding = Finding.of(new Rate(tally.agreement()));
        return setting.figure(subject, finding, 0, caveats(subject, tally, 0), window, null);
    }

    private static Subject subject(Metric metric, InsightPerspective perspective, BidTally tally) {
        return new Subject(metric, perspective, tally.own() ? Bidder.ME : Bidder.PARTNER, null);
    }

    private static DayTotals turned(BidTally tally, InsightPerspective perspective) {
        return perspective == InsightPerspective.MINE ? tally.turnedMine() : tally.turnedPartners();
    }

    private static Set<Caveat> caveats(Subject subject, BidTally tally, long noticed) {
        var caveats = EnumSet.of(Caveat.ONLY_LOGGED);
        boolean isMine = subject.perspective() == InsightPerspective.MINE;
        boolean isReceivers = subject.perspective() != InsightPerspective.JOINT && isMine != tally.own();
        if (isReceivers && subject.metric() != Metric.REPAIRED) {
            caveats.add(Caveat.ONLY_NOTICED);
        }
        if (!isMine) {
            caveats.add(Caveat.ONLY_SEEN);
        }
        if (noticed > 0) {
            caveats.add(Caveat.NOTICED_LEFT_OUT);
        }
        boolean isAnswered = turned(tally, subject.perspective()).n() + noticed >= tally.bids();
        if (subject.metric() == Metric.AGREEMENT ? tally.agreement().n() < tally.bids() : !isAnswered) {
            caveats.add(Caveat.ONLY_ANSWERED);
        }
        return caveats;
    }
}
