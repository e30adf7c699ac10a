package app.toward.insight;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When bids were made and responded to. */
@Schema(
        name = "InsightTimes",
        description =
                "When bids were made, and how long responses took. Counts alone: no part of the week is the better.")
record TimesView(
        @Schema(description = "The local dates that it is of.")
        WindowView window,

        @Schema(description = "The median time to a response, of bids that their bidder logged, for each bidder.")
        List<FigureView> figures,

        @Schema(description = "Each weekday and part of the day, for each bidder; also those without any.")
        List<Cell> cells) {
    /** One part of the week. */
    @Schema(name = "WeekPart", description = "One part of the day on one weekday.")
    record Cell(
            @Schema(description = "Who made the bids.", examples = "me")
            Bidder bidder,

            @Schema(description = "The day of the week.", examples = "saturday")
            Weekday weekday,

            @Schema(description = "The part of the day.", examples = "evening")
            DayPart part,

            @Schema(description = "How many bids were made then.", minimum = "0", examples = "4")
            long bids,

            @Schema(description = "How they were met, as you say.") @Nullable
            Met mine,

            @Schema(description = "How they were met, as your partner says and you see.") @Nullable
            Met partnerVisible) {}

    /** How bids were met by one person's word. */
    @Schema(name = "Met", description = "How bids were met by one person's word; those without it are in none.")
    record Met(
            @Schema(description = "How many were turned toward.", minimum = "0", examples = "3")
            long turnedToward,

            @Schema(description = "How many were missed.", minimum = "0", examples = "0")
            long missed,

            @Schema(description = "How many were noticed and neither.", minimum = "0", examples = "1")
            long noticed) {
        static Met of(TimeTally.Met met) {
            return new Met(met.turnedToward(), met.missed(), met.noticed());
        }
    }
}
