package app.toward.insight;

import app.toward.statistics.Difference;
import app.toward.statistics.Interval;
import app.toward.statistics.Rate;
import app.toward.statistics.Series;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers allow to be said, and no more: below the first bound only what was counted, below the second only an
 * interval.
 */
record Finding(
        Status status,
        @Nullable Double value,
        @Nullable Interval interval,
        Method method,
        long n,
        long days,
        @Nullable Long count,
        @Nullable Direction direction,
        Set<Caveat> caveats) {
    /** How an interval was made. */
    @Schema(
            name = "IntervalMethod",
            description =
                    "How an interval was made. `wilson_clustered`: Wilson's score interval, days taken as clusters."
                            + " `newcombe_clustered`: Newcombe's hybrid score interval of two such. `student_lag1`:"
                            + " Student's t, with as many independent values as the lag-1 autocorrelation leaves."
                            + " `welch_lag1`: Welch's interval of two such. `order_statistics`: that of a median, free of"
                            + " any distribution. `none`: there is no interval.")
    enum Method {
        WILSON_CLUSTERED,
        NEWCOMBE_CLUSTERED,
        STUDENT_LAG1,
        WELCH_LAG1,
        ORDER_STATISTICS,
        NONE
    }

    static final int FEWEST_FOR_RATE = 5;
    static final int ENOUGH_FOR_RATE = 20;
    static final int FEWEST_FOR_MEAN = 7;
    static final int ENOUGH_FOR_MEAN = 14;
    private static final int FEW_DAYS = 10;

    /** A share. */
    static Finding of(Rate rate) {
        long n = rate.totals().n();
        Status status = status(n, FEWEST_FOR_RATE, ENOUGH_FOR_RATE);
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (status != Status.INSUFFICIENT_DATA) {
            addIf(rate.effectiveSize() < n, caveats, Caveat.DAYS_ALIKE);
            addIf(rate.totals().days() < FEW_DAYS, caveats, Caveat.FEW_DAYS);
        }
        return new Finding(
                status,
                status == Status.OK ? rate.share() : null,
                status == Status.INSUFFICIENT_DATA ? null : rate.interval(),
                Method.WILSON_CLUSTERED,
                n,
                rate.totals().days(),
                rate.totals().k(),
                null,
                caveats);
    }

    /** How a share differs from that of the span before. */
    static Finding change(Rate later, Rate earlier) {
        long fewest = Math.min(later.totals().n(), earlier.totals().n());
        Set<Caveat> caveats = EnumSet.copyOf(of(later).caveats);
        caveats.addAll(of(earlier).caveats);
        return change(
                status(fewest, FEWEST_FOR_RATE, ENOUGH_FOR_RATE),
                fewest < FEWEST_FOR_RATE ? null : Difference.of(later, earlier),
                Method.NEWCOMBE_CLUSTERED,
                later.totals().n(),
                later.totals().days(),
                caveats);
    }

    /** A mean on a scale from {@code least} to {@code most}. */
    static Finding mean(Series series, long days, double least, double most) {
        Status status = status(series.n(), FEWEST_FOR_MEAN, ENOUGH_FOR_MEAN);
        boolean isKnown = status != Status.INSUFFICIENT_DATA;
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        addIf(isKnown && !series.hasSpread(), caveats, Caveat.NO_SPREAD);
        addIf(status == Status.INTERVAL_ONLY, caveats, Caveat.FEW_DAYS);
        addIf(isKnown && series.effectiveSize() < series.n(), caveats, Caveat.DAYS_ALIKE);
        return new Finding(
                status == Status.INTERVAL_ONLY && !series.hasSpread() ? Status.INSUFFICIENT_DATA : status,
                status == Status.OK ? series.mean() : null,
                isKnown && series.hasSpread() ? series.interval().within(least, most) : null,
                Method.STUDENT_LAG1,
                series.n(),
                days,
                null,
                null,
                caveats);
    }

    /** How a mean differs from that of the span before. Without spread in either nothing tells how sure that is. */
    static Finding meanChange(Series later, Series earlier, long days) {
        long fewest = Math.min(later.n(), earlier.n());
        boolean hasSpread = later.hasSpread() && earlier.hasSpread();
        Status status = status(fewest, FEWEST_FOR_MEAN, ENOUGH_FOR_MEAN);
        boolean isKnown = status != Status.INSUFFICIENT_DATA && hasSpread;
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        addIf(fewest >= FEWEST_FOR_MEAN && !hasSpread, caveats, Caveat.NO_SPREAD);
        addIf(isKnown && status == Status.INTERVAL_ONLY, caveats, Caveat.FEW_DAYS);
        addIf(
                isKnown && (later.effectiveSize() < later.n() || earlier.effectiveSize() < earlier.n()),
                caveats,
                Caveat.DAYS_ALIKE);
        return change(
                isKnown ? status : Status.INSUFFICIENT_DATA,
                isKnown ? Difference.of(later, earlier) : null,
                Method.WELCH_LAG1,
                later.n(),
                days,
                caveats);
    }

    /** A direction is told only where the interval leaves 0 out, and the sign of a value would tell one. */
    private static Finding change(
            Status bySize, @Nullable Difference difference, Method method, long n, long days, Set<Caveat> caveats) {
        Direction direction = difference == null || !difference.isClear()
                ? null
                : difference.value() > 0 ? Direction.HIGHER : Direction.LOWER;
        Status status = bySize == Status.INSUFFICIENT_DATA || direction != null ? bySize : Status.NO_CLEAR_CHANGE;
        return new Finding(
                status,
                difference != null && status == Status.OK ? difference.value() : null,
                difference == null ? null : difference.interval(),
                method,
                n,
                days,
                null,
                direction,
                caveats);
    }

    /** The mean of what two people's answers to the same rounds are apart, less sign or with it. */
    static Finding ofPairs(Series differences, long days, double span) {
        Finding mean = mean(differences, days, -span, span);
        return mean.status == Status.OK ? mean : mean.withheld();
    }

    /** A figure without an interval, which its own size makes right or wrong. */
    static Finding plain(double value, long n, long days, boolean isEnough) {
        return new Finding(
                isEnough ? Status.OK : Status.INSUFFICIENT_DATA,
                isEnough ? value : null,
                null,
                Method.NONE,
                n,
                days,
                null,
                null,
                EnumSet.noneOf(Caveat.class));
    }

    /** A median with the interval of its order statistics. */
    static Finding median(double value, Interval interval, long n, long days) {
        Status status = status(n, FEWEST_FOR_MEAN, ENOUGH_FOR_MEAN);
        return new Finding(
                status,
                status == Status.OK ? value : null,
                status == Status.INSUFFICIENT_DATA ? null : interval,
                Method.ORDER_STATISTICS,
                n,
                days,
                null,
                null,
                EnumSet.noneOf(Caveat.class));
    }

    private Finding withheld() {
        return new Finding(
                Status.INSUFFICIENT_DATA, null, null, method, n, days, null, null, EnumSet.noneOf(Caveat.class));
    }

    private static Status status(long n, int fewest, int enough) {
        return n < fewest ? Status.INSUFFICIENT_DATA : n < enough ? Status.INTERVAL_ONLY : Status.OK;
    }

    private static void addIf(boolean holds, Set<Caveat> caveats, Caveat caveat) {
        if (holds) {
            caveats.add(caveat);
        }
    }
}
