package app.toward.checkin;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often a template is answered. */
@Schema(
        description = "How often it is answered. `daily`: one round for each local date. `weekly`: one for each"
                + " week from Monday. `on_demand`: whenever one of the two opens one.")
enum Cadence {
    /** One round for each local date. */
    DAILY(1),
    /** One round for each week, named by its Monday. */
    WEEKLY(7),
    /** A round whenever one of the two opens one. */
    ON_DEMAND(1);

    /** How many local dates a round spans. */
    final int days;

    Cadence(int days) {
        this.days = days;
    }

    /** The date of the round that a local date belongs to. */
    LocalDate roundOf(LocalDate date) {
        return this == WEEKLY ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : date;
    }
}
