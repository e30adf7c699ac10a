package app.toward.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding, and all that it rests on.
 *
 * @param leftOut how many things were left out
 * @param comparedWith the span before, of a change
 */
record Figure(
        Subject subject,
        Finding finding,
        long leftOut,
        List<Caveat> caveats,
        WindowView window,
        @Nullable WindowView comparedWith) {
    private static final int PLACES = 4;

    /** What a figure is of. */
    record Subject(
            Metric metric,
            InsightPerspective perspective,
            @Nullable Bidder bidder,
            @Nullable String item) {}

    /** Whether there is anything that it could say something of. */
    boolean isOfAnything() {
        return finding.n() > 0 || leftOut > 0;
    }

    @Nullable
    Double roundedValue() {
        return finding.value() == null ? null : Decimals.nearest(finding.value(), PLACES);
    }

    @Nullable
    Long leftOutIfAny() {
        return leftOut == 0 ? null : leftOut;
    }
}
