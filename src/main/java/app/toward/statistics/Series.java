package app.toward.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of values in the order of their dates. Neighbours are alike, so the interval is Student's for as many
 * independent values as the autocorrelation leaves. Kept as sums, so that a database can make them.
 *
 * @param n how many values
 * @param sum their sum
 * @param squares the sum of their squares
 * @param lagged the sum of the products of each value and the next
 * @param first the first value, 0 without any
 * @param last the last value, 0 without any
 */
public record Series(long n, double sum, double squares, double lagged, double first, double last) {
    public static final Series NONE = new Series(0, 0, 0, 0, 0, 0);

    /** From how many values on they have an autocorrelation. */
    static final int ENOUGH_FOR_LAG = 7;

    private static final double FEWEST_EFFECTIVE = 3;

    public static Series of(List<? extends Number> values) {
        double[] all = values.stream().mapToDouble(Number::doubleValue).toArray();
        double sum = 0;
        double squares = 0;
        double lagged = 0;
        for (int i = 0; i < all.length; i++) {
            sum += all[i];
            squares += all[i] * all[i];
            lagged += i == 0 ? 0 : all[i - 1] * all[i];
        }
        return all.length == 0 ? NONE : new Series(all.length, sum, squares, lagged, all[0], all[all.length - 1]);
    }

    /** With another series that goes on where this one ends. */
    public Series then(Series next) {
        return n == 0 || next.n == 0
                ? n == 0 ? next : this
                : new Series(
                        n + next.n,
                        sum + next.sum,
                        squares + next.squares,
                        lagged + last * next.first + next.lagged,
                        first,
                        next.last);
    }

    /** Not a number without any. */
    public double mean() {
        return sum / n;
    }

    /** The variance of the values, with {@code n - 1}; 0 where all are the same. */
    public double variance() {
        return Math.max(0, (squares - sum * sum / n) / (n - 1));
    }

    /** Whether the values differ at all: without that, nothing tells how far the mean may be off. */
    public boolean hasSpread() {
        return n > 1 && n * squares > sum * sum;
    }

    /**
     * How alike neighbours are, from -1 to 1; 0 for fewer than 7 values. What is found in {@code n} values about their own
     * mean is too low by {@code (1 + 4r) / n} (Marriott and Pope 1954, Kendall 1954), which is put back.
     */
    double autocorrelation() {
        if (n < ENOUGH_FOR_LAG || !hasSpread()) {
            return 0;
        }
        double mean = mean();
        double products = lagged - mean * (2 * sum - first - last) + (n - 1) * mean * mean;
        double found = products / (squares - sum * mean);
        return Math.max(-1, Math.min(1, (n * found + 1) / (n - 4)));
    }

    /** How many independent values tell as much: never more than there are. */
    public double effectiveSize() {
        double r = autocorrelation();
        return Math.min((double) n, Math.max(FEWEST_EFFECTIVE, n * (1 - r) / (1 + r)));
    }

    /** The interval of the mean. Of values without spread it is a point. */
    public Interval interval() {
        double size = effectiveSize();
        return around(mean(), Math.sqrt(variance() / size), size - 1);
    }

    static Interval around(double value, double error, double degreesOfFreedom) {
        double reach = error == 0
                ? 0
                : error * TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(Interval.UPPER_TAIL);
        return new Interval(value - reach, value + reach);
    }
}
