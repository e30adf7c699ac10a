package app.toward.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a window is divided into. */
@Schema(
        description =
                "What a window is divided into: each `day`, `week` (from Monday) or `month` of your local" + " dates.")
enum Bucket {
    DAY,
    WEEK,
    MONTH;

    /** The first date of the bucket after the one that a date is in. Weeks begin on Monday. */
    LocalDate after(LocalDate date) {
        return switch (this) {
            case DAY -> date.plusDays(1);
            case WEEK -> date.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> date.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
