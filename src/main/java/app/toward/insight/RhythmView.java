package app.toward.insight;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** In which weeks there was a reveal. */
@Schema(
        name = "Rhythm",
        description =
                "In which of the last eight weeks answers were revealed. It is no streak: a week without one takes"
                        + " nothing away.")
record RhythmView(
        @Schema(description = "In how many of the weeks there was a reveal.")
        FigureView figure,

        @Schema(description = "The weeks, the earliest first.")
        List<Week> weeks) {
    /** One week. */
    @Schema(name = "RhythmWeek", description = "Seven of your local dates.")
    record Week(
            @Schema(description = "The local dates that it is of.")
            WindowView window,

            @Schema(description = "Whether a check-in was revealed in it.", examples = "true")
            boolean revealed) {}
}
