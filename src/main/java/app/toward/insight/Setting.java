package app.toward.insight;

import app.toward.insight.Figure.Subject;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all figures of one answer have in common.
 *
 * @param asked one perspective, or null for all there are
 */
record Setting(InsightPerspective.@Nullable Asked asked, LocalDate today, Sentences sentences) {
    Stream<InsightPerspective> perspectives() {
        return asked == null
                ? Stream.of(InsightPerspective.MINE, InsightPerspective.PARTNER_VISIBLE)
                : Stream.of(asked.perspective());
    }

    /** Whether what both say is asked for too. */
    boolean isWhole() {
        return asked == null;
    }

    Figure figure(
            Subject subject,
            Finding finding,
            long leftOut,
            Set<Caveat> more,
            WindowView window,
            @Nullable WindowView comparedWith) {
        Set<Caveat> caveats = more.isEmpty() ? EnumSet.noneOf(Caveat.class) : EnumSet.copyOf(more);
        if (!window.to().isBefore(today)) {
            caveats.add(Caveat.UNFINISHED);
        }
        caveats.addAll(finding.caveats());
        return new Figure(subject, finding, leftOut, List.copyOf(caveats), window, comparedWith);
    }

    FigureView told(Figure figure) {
        return FigureView.of(figure, sentences);
    }
}
