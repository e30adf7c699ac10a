package app.toward.insight;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Figures over a window, and over the buckets that it is divided into. */
@Schema(name = "Insights", description = "Figures over a window of your local dates. There is no score among them.")
record InsightsView(
        @Schema(description = "The local dates that it is of.")
        WindowView window,

        @Schema(description = "The figures of the whole window.")
        List<FigureView> figures,

        @Schema(description = "The figures of each part of the window, the earliest first; absent in the overview.")
        @Nullable
        List<BucketView> buckets,

        @Schema(description = "Of bids alone: how you say they were missed. Your partner never sees this.") @Nullable
        List<MissesView> misses) {

    /** One part of the window. */
    @Schema(name = "InsightBucket", description = "The figures of one day, week (from Monday) or month of the window.")
    record BucketView(
            @Schema(description = "The local dates that it is of.")
            WindowView window,

            @Schema(description = "Its figures; absent are those with nothing to rest on: neither `n` nor `leftOut`.")
            List<BucketFigure> figures) {
        static BucketView of(WindowView window, Stream<Figure> figures) {
            return new BucketView(
                    window,
                    figures.filter(Figure::isOfAnything).map(BucketFigure::of).toList());
        }
    }

    /** How bids were missed, as the caller says. */
    @Schema(name = "Misses", description = "How you say that bids were missed: counts, seen by you alone.")
    record MissesView(
            @Schema(description = "Who made the bids.", examples = "partner")
            Bidder bidder,

            @Schema(description = "How many were not seen at all.", minimum = "0", examples = "1")
            long unnoticed,

            @Schema(description = "How many were ignored.", minimum = "0", examples = "2")
            long turnedAway,

            @Schema(description = "How many were met with irritation or hostility.", minimum = "0", examples = "0")
            long turnedAgainst) {
        static MissesView of(BidTally tally) {
            return new MissesView(
                    tally.own() ? Bidder.ME : Bidder.PARTNER,
                    tally.unnoticed(),
                    tally.turnedAway(),
                    tally.turnedAgainst());
        }
    }

    /** The buckets; none in the overview. */
    List<BucketView> parts() {
        return buckets == null ? List.of() : buckets;
    }

    static InsightsView of(WindowView window, Stream<FigureView> figures) {
        return new InsightsView(window, figures.toList(), null, null);
    }
}
