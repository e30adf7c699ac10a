package app.toward.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Between what the truth lies, at {@link #LEVEL}. */
public record Interval(double low, double high) {
    public static final double LEVEL = 0.95;

    /** What a cumulative probability is up to the upper end. */
    static final double UPPER_TAIL = (1 + LEVEL) / 2;

    static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER_TAIL);

    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /** The part of it that is possible at all: a mean lies on its scale. */
    public Interval within(double least, double most) {
        return new Interval(Math.max(low, least), Math.min(high, most));
    }
}
