package app.toward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/**
 * How often the intervals hold a truth that is known because it was made up: ten thousand couples whose days are alike in
 * themselves. What comes out is written to {@code target/insights-coverage.md}, whatever it says, and the
 * document quotes it as it came out.
 */
class CoverageTest {
    private static final int COUPLES = 10_000;
    private static final int SEED = 20261122;
    private static final int FEWEST = 5;
    private static final Path TABLE = Path.of("target/insights-coverage.md");
    private static final Path DOCUMENT = Path.of("docs/insights.md");

    /** Couples of one kind, and how many of their intervals hold the truth. */
    private static final class Kind {
        final String name;
        int couples;
        int naive;
        int corrected;

        Kind(String name) {
            this.name = name;
        }

        void add(double truth, Interval naiveOne, Interval correctedOne) {
            couples++;
            naive += naiveOne.holds(truth) ? 1 : 0;
            corrected += correctedOne.holds(truth) ? 1 : 0;
        }

        double naiveCoverage() {
            return (double) naive / couples;
        }

        double coverage() {
            return (double) corrected / couples;
        }

        String row() {
            return String.format(Locale.ROOT, "| %s | %d | %.3f | %.3f |", name, couples, naiveCoverage(), coverage());
        }
    }

    private final RandomGenerator random = new Well19937c(SEED);

    @Test
    void intervals_hold_the_truth_as_often_as_they_say() throws IOException {
        List<Kind> rates = rates();
        List<Kind> means = means();
        List<String> lines = new ArrayList<>();
        lines.add("| rate, by likeness within a day and number of dates | couples | naive | corrected |");
        lines.add("|---|---|---|---|");
        rates.forEach(kind -> lines.add(kind.row()));
        lines.add("");
        lines.add("| mean, by likeness of neighbouring days and number of dates | couples | naive | corrected |");
        lines.add("|---|---|---|---|");
        means.forEach(kind -> lines.add(kind.row()));
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
        assertThat(Files.readString(DOCUMENT)).as("what is told of it").contains(String.join("\n", lines));
        assertThat(rates).allSatisfy(kind -> assertThat(kind.coverage()).isBetween(.93, .97));
        assertThat(rates.get(0).naiveCoverage()).isLessThan(.93);
        assertThat(means.get(0).coverage()).isBetween(.93, .97);
        assertThat(means.get(0).naiveCoverage()).isLessThan(.93);
        // Ten answers hardly tell how alike neighbours are: the table says what comes of that.
        assertThat(means.stream().filter(kind -> !kind.name.contains(" 10 ")))
                .allSatisfy(kind -> assertThat(kind.coverage()).isBetween(.93, .97));
    }

    /** Each day has a rate of its own around the couple's; the nearer the days' rates to 0 and 1, the more alike a day. */
    private List<Kind> rates() {
        var all = new Kind("all");
        List<Kind> kinds = new ArrayList<>(List.of(all));
        double[] likenesses = {0, .1, .2, .4};
        int[] spans = {28, 84};
        for (double likeness : likenesses) {
            for (int days : spans) {
                var kind = new Kind(likeness + ", " + days + " dates");
                kinds.add(kind);
                for (int i = 0; i < COUPLES / likenesses.length / spans.length; i++) {
                    double truth = .3 + .65 * random.nextDouble();
                    var rate = new Rate(bids(truth, likeness, days, .5 + 2.5 * random.nextDouble()));
                    if (rate.totals().n() >= FEWEST) {
                        Interval naive =
                                Rate.wilson(rate.share(), (double) rate.totals().n());
                        kind.add(truth, naive, rate.interval());
                        all.add(truth, naive, rate.interval());
                    }
                }
            }
        }
        return kinds;
    }

    private DayTotals bids(double rate, double likeness, int days, double perDay) {
        var counts = new PoissonDistribution(
                random, perDay, PoissonDistribution.DEFAULT_EPSILON, PoissonDistribution.DEFAULT_MAX_ITERATIONS);
        double sharpness = likeness == 0 ? 0 : (1 - likeness) / likeness;
        var rates = likeness == 0 ? null : new BetaDistribution(random, rate * sharpness, (1 - rate) * sharpness);
        DayTotals totals = DayTotals.NONE;
        for (int day = 0; day < days; day++) {
            int n = counts.sample();
            double ofDay = rates == null ? rate : rates.sample();
            int k = 0;
            for (int bid = 0; bid < n; bid++) {
                k += random.nextDouble() < ofDay ? 1 : 0;
            }
            totals = totals.plus(DayTotals.of(k, n));
        }
        return totals;
    }

    /** Moods that drift: each day's is drawn toward the day before; answered on a scale from 1 to 7. */
    private List<Kind> means() {
        var all = new Kind("all");
        List<Kind> kinds = new ArrayList<>(List.of(all));
        double[] likenesses = {0, .2, .4};
        int[] spans = {10, 28, 84};
        for (double likeness : likenesses) {
            for (int days : spans) {
                var kind = new Kind(likeness + ", " + days + " dates");
                kinds.add(kind);
                for (int i = 0; i < COUPLES / likenesses.length / spans.length; i++) {
                    double centre = 3 + 2.5 * random.nextDouble();
                    var series = Series.of(moods(centre, likeness, days));
                    double truth = answeredMean(centre);
                    if (series.hasSpread()) {
                        Interval naive = Series.around(
                                series.mean(), Math.sqrt(series.variance() / series.n()), series.n() - 1.0);
                        kind.add(truth, naive, series.interval());
                        all.add(truth, naive, series.interval());
                    }
                }
            }
        }
        return kinds;
    }

    private List<Integer> moods(double centre, double likeness, int days) {
        List<Integer> answers = new ArrayList<>();
        double mood = random.nextGaussian();
        for (int day = 0; day < days; day++) {
            answers.add(answer(centre + 1.2 * mood));
            mood = likeness * mood + Math.sqrt(1 - likeness * likeness) * random.nextGaussian();
        }
        return answers;
    }

    private static int answer(double mood) {
        return (int) Math.max(1, Math.min(7, Math.round(mood)));
    }

    /** The mean of what is answered, not of what is felt. */
    private static double answeredMean(double centre) {
        var moods = new NormalDistribution(null, centre, 1.2);
        double mean = 1;
        for (int answer = 1; answer < 7; answer++) {
            mean += 1 - moods.cumulativeProbability(answer + .5);
        }
        return mean;
    }
}
