package app.toward.insight;

import app.toward.insight.Finding.Method;
import app.toward.statistics.Interval;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An interval on the wire. */
@Schema(name = "Interval", description = "Between what the truth lies, as far as this much data can tell.")
record IntervalView(
        @Schema(
                description = "The lower end, in the unit of the metric, cut off after four decimals.",
                examples = "0.4869")
        double low,

        @Schema(description = "The upper end, in the unit of the metric, raised to four decimals.", examples = "0.9744")
        double high,

        @Schema(
                description = "In how many of such intervals the truth lies, if the model holds.",
                minimum = "0",
                maximum = "1",
                examples = "0.95")
        double level,

        @Schema(description = "How it was made.", examples = "wilson_clustered")
        Method method) {
    static IntervalView of(Interval interval, Method method) {
        return new IntervalView(
                Decimals.floor(interval.low(), 4), Decimals.ceiling(interval.high(), 4), Interval.LEVEL, method);
    }
}
