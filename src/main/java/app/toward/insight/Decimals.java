package app.toward.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds so that what is told is never more than what is known: intervals outwards. */
final class Decimals {
    /** What calculating in binary adds or takes at most; a bound at .5 must not become .4999. */
    private static final double TRACE = 1e-9;

    private Decimals() {}

    static double floor(double value, int places) {
        return rounded(value + TRACE, places, RoundingMode.FLOOR);
    }

    static double ceiling(double value, int places) {
        return rounded(value - TRACE, places, RoundingMode.CEILING);
    }

    static double nearest(double value, int places) {
        return rounded(value, places, RoundingMode.HALF_EVEN);
    }

    private static double rounded(double value, int places, RoundingMode mode) {
        // Adding zero takes the sign off a negative zero.
        return BigDecimal.valueOf(value).setScale(places, mode).doubleValue() + 0.0;
    }
}
