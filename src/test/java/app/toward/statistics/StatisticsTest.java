package app.toward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.assertj.core.data.Offset;

/** Against what the formulas say word for word, and against a library that has them too. */
class StatisticsTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    /** One day: {@code k} of {@code n}. */
    record Day(int k, int n) {}

    @Property
    void wilsons_interval_is_that_of_the_reference(
            @ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        int k = (int) Math.round(part * n);
        var reference = new WilsonScoreInterval().createInterval(n, k, Interval.LEVEL);
        var ours = Rate.wilson((double) k / n, n);
        assertThat(ours.low()).isEqualTo(Math.max(0, reference.getLowerBound()), CLOSE);
        assertThat(ours.high()).isEqualTo(Math.min(1, reference.getUpperBound()), CLOSE);
    }

    @Property
    void the_variance_of_a_rate_is_that_of_its_days(@ForAll("days") List<Day> days) {
        double n = days.stream().mapToInt(Day::n).sum();
        double p = days.stream().mapToInt(Day::k).sum() / n;
        double squares =
                days.stream().mapToDouble(day -> Math.pow(day.k - p * day.n, 2)).sum();
        double expected = days.size() == 1 ? 0 : days.size() / (days.size() - 1.0) * squares / (n * n);
        var rate = rate(days);
        assertThat(rate.variance()).isEqualTo(expected, CLOSE);
        assertThat(rate.effectiveSize()).isPositive().isLessThanOrEqualTo(n);
        if (expected > 1e-9 && p > 0 && p < 1) {
            assertThat(rate.effectiveSize()).isEqualTo(Math.min(n, p * (1 - p) / expected), Offset.offset(1e-6));
        }
    }

    @Property
    void clusters_never_make_an_interval_narrower(@ForAll("days") List<Day> days) {
        var rate = rate(days);
        var naive = Rate.wilson(rate.share(), (double) rate.totals().n());
        assertThat(rate.interval().high() - rate.interval().low())
                .isGreaterThanOrEqualTo(naive.high() - naive.low() - 1e-9);
        assertThat(rate.interval().holds(rate.share())
                        || Math.abs(rate.share() - rate.interval().low()) < 1e-9
                        || Math.abs(rate.share() - rate.interval().high()) < 1e-9)
                .isTrue();
        assertThat(rate.interval().low()).isBetween(0.0, 1.0);
        assertThat(rate.interval().high()).isBetween(0.0, 1.0);
    }

    @Property
    void totals_do_not_depend_on_how_they_were_added(@ForAll("days") List<Day> some, @ForAll("days") List<Day> others) {
        var together = new java.util.ArrayList<>(others);
        together.addAll(some);
        assertThat(rate(together).totals())
                .isEqualTo(rate(some).totals().plus(rate(others).totals()));
    }

    @Property
    void newcombes_interval_is_that_of_its_two_parts(
            @ForAll("days") List<Day> later, @ForAll("days") List<Day> earlier) {
        var a = rate(later);
        var b = rate(earlier);
        var change = Difference.of(a, b);
        double low = Math.sqrt(Math.pow(a.share() - a.interval().low(), 2)
                + Math.pow(b.interval().high() - b.share(), 2));
        assertThat(change.value() - change.interval().low()).isEqualTo(low, CLOSE);
        assertThat(change.interval().low()).isBetween(-1 - 1e-9, 1.0);
        assertThat(Difference.of(b, a).value()).isEqualTo(-change.value(), CLOSE);
        assertThat(Difference.of(b, a).interval().high())
                .isEqualTo(-change.interval().low(), CLOSE);
        assertThat(Difference.of(a, a).isClear()).isFalse();
    }

    @Property
    void a_mean_is_that_of_its_values(
            @ForAll @Size(min = 7, max = 120) List<@IntRange(min = 1, max = 7) Integer> values) {
        double[] all = values.stream().mapToDouble(Integer::doubleValue).toArray();
        var series = Series.of(values);
        assertThat(series.mean()).isEqualTo(StatUtils.mean(all), CLOSE);
        assertThat(series.variance()).isEqualTo(StatUtils.variance(all), CLOSE);
        assertThat(series.hasSpread()).isEqualTo(values.stream().distinct().count() > 1);
        double r = series.autocorrelation();
        assertThat(r).isEqualTo(lagOne(all), CLOSE);
        double size = r == -1 ? all.length : Math.min(all.length, Math.max(3, all.length * (1 - r) / (1 + r)));
        assertThat(series.effectiveSize()).isEqualTo(size, Offset.offset(1e-6));
        if (series.hasSpread()) {
            double reach = new TDistribution(size - 1).inverseCumulativeProbability(.975)
                    * Math.sqrt(StatUtils.variance(all) / size);
            assertThat(series.interval().high() - series.mean()).isEqualTo(reach, Offset.offset(1e-6));
            assertThat(series.mean() - series.interval().low()).isEqualTo(reach, Offset.offset(1e-6));
        }
    }

    @Property
    void a_series_can_be_cut_anywhere(
            @ForAll List<@IntRange(min = 1, max = 7) Integer> values,
            @ForAll @DoubleRange(min = 0, max = 1) double part) {
        int cut = (int) (part * values.size());
        assertThat(Series.of(values.subList(0, cut)).then(Series.of(values.subList(cut, values.size()))))
                .isEqualTo(Series.of(values));
    }

    /** Welch's test rejects at 5 % exactly where the interval leaves 0 out; fewer than 7 values have no lag. */
    @Property
    void welchs_interval_agrees_with_welchs_test(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 7) Integer> later,
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 7) Integer> earlier) {
        var a = Series.of(later);
        var b = Series.of(earlier);
        if (!a.hasSpread() || !b.hasSpread()) {
            return;
        }
        double chance = new TTest()
                .tTest(
                        later.stream().mapToDouble(Integer::doubleValue).toArray(),
                        earlier.stream().mapToDouble(Integer::doubleValue).toArray());
        if (Math.abs(chance - .05) > 1e-6) {
            assertThat(Difference.of(a, b).isClear()).isEqualTo(chance < .05);
        }
    }

    private static double lagOne(double[] values) {
        double mean = StatUtils.mean(values);
        double squares = StatUtils.sumSq(values) - values.length * mean * mean;
        if (squares < 1e-9) {
            return 0;
        }
        double products = 0;
        for (int i = 1; i < values.length; i++) {
            products += (values[i - 1] - mean) * (values[i] - mean);
        }
        double withoutBias = (values.length * products / squares + 1) / (values.length - 4);
        return Math.max(-1, Math.min(1, withoutBias));
    }

    private static Rate rate(List<Day> days) {
        return new Rate(DayTotals.sum(
                days.stream().map(day -> DayTotals.of(day.k, day.n)).toList()));
    }

    @Provide
    Arbitrary<List<Day>> days() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 12);
        return sizes.flatMap(n -> Combinators.combine(Arbitraries.integers().between(0, n), Arbitraries.just(n))
                        .as(Day::new))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
