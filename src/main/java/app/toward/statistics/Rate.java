package app.toward.statistics;

/**
 * A share of things that come in days. What happens on one day is alike, so a day counts as one cluster: the interval is
 * Wilson's for as many independent things as the spread of the days amounts to.
 */
public record Rate(DayTotals totals) {
    /** {@code k / n}; not a number without any. */
    public double share() {
        return (double) totals.k() / totals.n();
    }

    /** The variance of the share, from the differences between days; 0 for a single day, which has none. */
    double variance() {
        double p = share();
        double squares = totals.kk() - 2 * p * totals.kn() + p * p * totals.nn();
        double days = totals.days();
        return days < 2 ? 0 : days / (days - 1) * squares / ((double) totals.n() * totals.n());
    }

    /** How many independent things tell as much: never more than there are. */
    public double effectiveSize() {
        double p = share();
        double n = totals.n();
        double variance = variance();
        // Rounding may leave a trace, of either sign, where there is no difference between days.
        boolean isWithoutSpread = variance <= 0 || totals.k() == 0 || totals.k() == totals.n();
        return isWithoutSpread ? n : Math.min(n, p * (1 - p) / variance);
    }

    /** The interval of the share, days taken as clusters. */
    public Interval interval() {
        return wilson(share(), effectiveSize());
    }

    /** Wilson's score interval of a share among {@code n} independent things; {@code n} need not be whole. */
    static Interval wilson(double share, double n) {
        double zz = Interval.Z * Interval.Z;
        double centre = (share + zz / (2 * n)) / (1 + zz / n);
        double reach = Interval.Z / (1 + zz / n) * Math.sqrt(share * (1 - share) / n + zz / (4 * n * n));
        return new Interval(centre - reach, centre + reach).within(0, 1);
    }
}
