package app.toward.statistics;

/** How much later differs from earlier, and between what the true difference lies. */
public record Difference(double value, Interval interval) {
    /** Of two shares: Newcombe's hybrid of the two score intervals. */
    public static Difference of(Rate later, Rate earlier) {
        double p = later.share();
        double q = earlier.share();
        Interval ofP = later.interval();
        Interval ofQ = earlier.interval();
        double value = p - q;
        return new Difference(
                value,
                new Interval(
                        value - Math.hypot(p - ofP.low(), ofQ.high() - q),
                        value + Math.hypot(ofP.high() - p, q - ofQ.low())));
    }

    /** Of two means: Welch's interval, with the effective sizes for the sizes. */
    public static Difference of(Series later, Series earlier) {
        double value = later.mean() - earlier.mean();
        double a = later.variance() / later.effectiveSize();
        double b = earlier.variance() / earlier.effectiveSize();
        double degreesOfFreedom =
                (a + b) * (a + b) / (a * a / (later.effectiveSize() - 1) + b * b / (earlier.effectiveSize() - 1));
        return new Difference(value, Series.around(value, Math.sqrt(a + b), degreesOfFreedom));
    }

    /** Whether a direction may be told. */
    public boolean isClear() {
        return !interval.holds(0);
    }
}
