package app.toward.insight;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Between which dates something was counted. */
@Schema(name = "Window", description = "Your local dates that a figure rests on.")
record WindowView(
        @Schema(description = "The first date.", examples = "2026-08-31")
        LocalDate from,

        @Schema(description = "The last date, itself included.", examples = "2026-11-22")
        LocalDate to,

        @Schema(
                description = "Your time zone (IANA). What happened while you had another one has the date that it had"
                        + " then.",
                examples = "Europe/Berlin")
        String zone) {}
