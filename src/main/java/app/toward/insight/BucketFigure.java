package app.toward.insight;

import app.toward.insight.Figure.Subject;
import app.toward.insight.Finding.Method;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A figure of one bucket on the wire: what is the same in every bucket is said once, by the figure of the window. */
@Schema(
        name = "BucketFigure",
        description =
                "A figure of one bucket. What is the same in every bucket is in the figure of the whole window with"
                        + " the same `metric`, `perspective`, `bidder` and `item`: the sentence, how intervals are made, and the"
                        + " version of the formulas.")
record BucketFigure(
        @Schema(description = "What it is a figure of.", examples = "turned_toward")
        Metric metric,

        @Schema(description = "Whose word it rests on.", examples = "mine")
        InsightPerspective perspective,

        @Schema(description = "Who made the bids; absent where the figure is not of bids.", examples = "me") @Nullable
        Bidder bidder,

        @Schema(description = "The item of the template; only of answers on a scale.", examples = "mood") @Nullable
        String item,

        @Schema(description = "How much it says.", examples = "interval_only")
        Status status,

        @Schema(
                description = "The figure in the unit of its metric, to four decimals; only with `ok`.",
                examples = "0.7381")
        @Nullable
        Double value,

        @Schema(
                description = "The lower end of the interval, cut off after four decimals; absent with"
                        + " `insufficient_data`, and where a metric has none.",
                examples = "0.4869")
        @Nullable
        Double low,

        @Schema(description = "The upper end of the interval, raised to four decimals.", examples = "0.9744") @Nullable
        Double high,

        @Schema(description = "How many things it rests on.", minimum = "0", examples = "7")
        long n,

        @Schema(description = "On how many of your local dates these things lie.", minimum = "0", examples = "5")
        long days,

        @Schema(
                description = "How many of the `n` things are counted; for shares alone.",
                minimum = "0",
                examples = "6")
        @Nullable
        Long count,

        @Schema(description = "How many things were left out, and why a caveat says.", minimum = "0", examples = "2")
        @Nullable
        Long leftOut,

        @Schema(description = "What the figure must not be taken for.")
        List<Caveat> caveats) {
    static BucketFigure of(Figure figure) {
        Subject subject = figure.subject();
        Finding finding = figure.finding();
        IntervalView interval = finding.interval() == null || finding.method() == Method.NONE
                ? null
                : IntervalView.of(finding.interval(), finding.method());
        return new BucketFigure(
                subject.metric(),
                subject.perspective(),
                subject.bidder(),
                subject.item(),
                finding.status(),
                figure.roundedValue(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                finding.n(),
                finding.days(),
                finding.count(),
                figure.leftOutIfAny(),
                figure.caveats());
    }
}
