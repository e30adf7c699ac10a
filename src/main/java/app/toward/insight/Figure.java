package app.toward.insight;

import app.toward.insight.Finding.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One figure with all that it rests on. */
@Schema(
        name = "Figure",
        description =
                "One figure, with all that it rests on. It tells what was logged and how sure that is; never why.")
record Figure(
        @Schema(description = "What is counted or measured.", examples = "turned_toward")
        Metric metric,

        @Schema(description = "Whose word it rests on.", examples = "mine")
        InsightPerspective perspective,

        @Schema(description = "Who made the bids; absent where the figure is not of bids.", examples = "me") @Nullable
        Bidder bidder,

        @Schema(description = "The item of the template; only of answers on a scale.", examples = "mood") @Nullable
        String item,

        @Schema(description = "How much of a figure there is.", examples = "interval_only")
        Status status,

        @Schema(
                description = "The figure in the unit of its metric, to four decimals; only with `ok`.",
                examples = "0.7381")
        @Nullable
        Double value,

        @Schema(description = "Absent with `insufficient_data`, and where a metric has none.") @Nullable
        IntervalView interval,

        @Schema(
                description = "How many things it rests on: bids, answers, rounds or weeks. For a change, those of the"
                        + " window itself.",
                minimum = "0",
                examples = "7")
        long n,

        @Schema(description = "On how many of your local dates these things lie.", minimum = "0", examples = "5")
        long days,

        @Schema(
                description = "How many of the `n` things are counted, at most `n`; for shares and `rhythm` alone.",
                minimum = "0",
                examples = "6")
        @Nullable
        Long count,

        @Schema(
                description =
                        "How many things were left out, and why a caveat says: bids that were merely `noticed`, or"
                                + " answers that came late.",
                minimum = "0",
                examples = "2")
        @Nullable
        Long leftOut,

        @Schema(description = "Only of a change whose interval leaves 0 out.") @Nullable
        Direction direction,

        @Schema(description = "The dates that it is of.") WindowView window,

        @Schema(description = "The span before, of a change: as many dates, and adjacent.") @Nullable
        WindowView comparedWith,

        @Schema(description = "What the figure must not be taken for.")
        List<Caveat> caveats,

        @Schema(
                description = "The figure in plain words, in the language of `Accept-Language`. It claims no more than"
                        + " the interval.",
                examples =
                        "Of 7 bids that you made, 6 were turned toward, as you saw it; that is too few to say more than"
                                + " that the share may lie anywhere between 48 % and 98 %.")
        String sentence,

        @Schema(
                description = "The version of the formulas. Figures of two versions are not to be compared.",
                examples = "1")
        String methodVersion) {
    static final String METHOD_VERSION = "1";
    private static final int PLACES = 4;

    /** What a figure is of. */
    record Subject(
            Metric metric,
            InsightPerspective perspective,
            @Nullable Bidder bidder,
            @Nullable String item) {}

    static Figure of(
            Subject subject,
            Finding finding,
            long leftOut,
            Set<Caveat> more,
            WindowView window,
            @Nullable WindowView comparedWith,
            Sentences sentences) {
        var caveats = EnumSet.copyOf(finding.caveats());
        caveats.addAll(more);
        return new Figure(
                subject.metric,
                subject.perspective,
                subject.bidder,
                subject.item,
                finding.status(),
                finding.value() == null ? null : Decimals.nearest(finding.value(), PLACES),
                finding.interval() == null || finding.method() == Method.NONE
                        ? null
                        : IntervalView.of(finding.interval(), finding.method()),
                finding.n(),
                finding.days(),
                finding.count(),
                leftOut == 0 ? null : leftOut,
                finding.direction(),
                window,
                comparedWith,
                List.copyOf(caveats),
                sentences.say(subject, finding),
                METHOD_VERSION);
    }
}
