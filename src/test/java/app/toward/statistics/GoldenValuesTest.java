package app.toward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that were worked out beforehand. */
class GoldenValuesTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-4);

    @Test
    void the_quantile_is_the_one_that_is_documented() {
        assertThat(Interval.Z).isEqualTo(1.959963984540054, Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, .7935",
        "1, 1, .2065, 1",
        "4, 5, .3755, .9638",
        "6, 7, .4869, .9743",
        "8, 10, .4902, .9433",
        "16, 20, .5840, .9193",
        "24, 30, .6269, .9049",
        "43, 50, .7381, .9305"
    })
    void a_share_of_independent_things_has_wilsons_interval(int k, int n, double low, double high) {
        isBetween(Rate.wilson((double) k / n, n), low, high);
    }

    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, .2, .0524, .3339, true",
        "16, 20, 12, 20, .2, -.0819, .4445, false",
        "9, 10, 3, 10, .6, .1705, .8090, true"
    })
    void a_change_of_a_share_has_newcombes_interval(
            int k, int n, int formerK, int formerN, double value, double low, double high, boolean isClear) {
        var change = Difference.of(independent(k, n), independent(formerK, formerN));
        assertThat(change.value()).isEqualTo(value, CLOSE);
        isBetween(change.interval(), low, high);
        assertThat(change.isClear()).isEqualTo(isClear);
    }

    @Test
    void days_are_clusters() {
        var rate = new Rate(DayTotals.sum(List.of(
                DayTotals.of(3, 3),
                DayTotals.of(2, 4),
                DayTotals.of(0, 3),
                DayTotals.of(4, 4),
                DayTotals.of(1, 2),
                DayTotals.of(3, 3),
                DayTotals.of(0, 2))));
        assertThat(rate.share()).isEqualTo(13.0 / 21);
        assertThat(rate.variance()).isEqualTo(.026983, Offset.offset(1e-6));
        assertThat(rate.effectiveSize()).isEqualTo(8.740, Offset.offset(1e-3));
        isBetween(Rate.wilson(rate.share(), 21), .4088, .7925);
        isBetween(rate.interval(), .3119, .8535);
    }

    /** All on one day, which has no other day to differ from. */
    private static Rate independent(int k, int n) {
        return new Rate(DayTotals.of(k, n));
    }

    private static void isBetween(Interval interval, double low, double high) {
        assertThat(interval.low()).isEqualTo(low, CLOSE);
        assertThat(interval.high()).isEqualTo(high, CLOSE);
    }
}
