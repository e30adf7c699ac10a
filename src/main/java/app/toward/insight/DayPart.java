package app.toward.insight;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of somebody's day, which may go on after midnight. */
@Schema(
        description =
                "A part of your day: `morning` (from the start of your day to noon), `afternoon` (to 18:00), `evening`"
                        + " (to midnight), `night` (to the start of your next day). The night belongs to the day that it follows.")
enum DayPart {
    MORNING(null),
    AFTERNOON(LocalTime.NOON),
    EVENING(LocalTime.of(18, 0)),
    NIGHT(LocalTime.MIDNIGHT);

    /** When it begins; null for when the day does. */
    final @Nullable LocalTime begin;

    DayPart(@Nullable LocalTime begin) {
        this.begin = begin;
    }

    /** When it begins on a date, by the clock; midnight is that at its end. */
    LocalDateTime beginOn(LocalDate date) {
        return this == NIGHT ? date.plusDays(1).atStartOfDay() : date.atTime(Objects.requireNonNull(begin));
    }
}
