package app.toward.insight;

import app.toward.insight.Figure.Subject;
import app.toward.insight.Finding.Method;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One figure on the wire, with all that it rests on. */
@Schema(
        name = "Figure",
        description =
                "One figure, with all that it rests on. It tells what was logged and how sure that is; never why.")
record FigureView(
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

        @Schema(description = "The local dates that it is of.")
        WindowView window,

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
                examples = "2")
        String methodVersion) {
    static final String METHOD_VERSION = "2";

    static FigureView of(Figure figure, Sentences sentences) {
        Subject subject = figure.subject();
        Finding finding = figure.finding();
        return new FigureView(
                subject.metric(),
                subject.perspective(),
                subject.bidder(),
                subject.item(),
                finding.status(),
                figure.roundedValue(),
                finding.interval() == null || finding.method() == Method.NONE
                        ? null
                        : IntervalView.of(finding.interval(), finding.method()),
                finding.n(),
                finding.days(),
                finding.count(),
                figure.leftOutIfAny(),
                finding.direction(),
                figure.window(),
                figure.comparedWith(),
                figure.caveats(),
                sentences.say(subject, finding),
                METHOD_VERSION);
    }
}
