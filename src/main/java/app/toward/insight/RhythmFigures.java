package app.toward.insight;

import app.toward.insight.Figure.Subject;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/** Whether the last weeks had a reveal. Weeks that ended before the beginning are none. */
record RhythmFigures(Setting setting, Dates weeks, LocalDate beginning, List<RevealTally> reveals) {
    Figure figure() {
        long n = lived().count();
        long count = lived().filter(this::isRevealed).count();
        var finding = new Finding(
                Status.OK, null, null, Finding.Method.NONE, n, n * 7, count, null, EnumSet.noneOf(Caveat.class));
        var subject = new Subject(Metric.RHYTHM, InsightPerspective.JOINT, null, null);
        var window = new WindowView(weeks.from(), weeks.to(), weeks.window(0).zone());
        return setting.figure(subject, finding, 0, EnumSet.of(Caveat.ONLY_REVEALED), window, null);
    }

    RhythmView view() {
        return new RhythmView(
                setting.told(figure()),
                lived().mapToObj(week -> new RhythmView.Week(weeks.window(week), isRevealed(week)))
                        .toList());
    }

    private IntStream lived() {
        return IntStream.range(0, RevealTally.WEEKS)
                .filter(week -> !weeks.window(week).to().isBefore(beginning));
    }

    private boolean isRevealed(int week) {
        return reveals.contains(new RevealTally(week + 1));
    }
}
