package app.toward.statistics;

import java.util.List;

/**
 * What a rate needs to know of a number of days, each with {@code n} things of which {@code k} are counted: sums, so that
 * days can be added up anywhere, and totals of totals too.
 *
 * @param days how many days have any ({@code n > 0})
 * @param k the sum of k
 * @param n the sum of n
 * @param kk the sum of k · k
 * @param kn the sum of k · n
 * @param nn the sum of n · n
 */
public record DayTotals(long days, long k, long n, long kk, long kn, long nn) {
    public static final DayTotals NONE = new DayTotals(0, 0, 0, 0, 0, 0);

    /** One day. */
    public static DayTotals of(long k, long n) {
        return n == 0 ? NONE : new DayTotals(1, k, n, k * k, k * n, n * n);
    }

    public static DayTotals sum(List<DayTotals> all) {
        return all.stream().reduce(NONE, DayTotals::plus);
    }

    public DayTotals plus(DayTotals other) {
        return new DayTotals(days + other.days, k + other.k, n + other.n, kk + other.kk, kn + other.kn, nn + other.nn);
    }
}
