package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A day of the week. */
@Schema(description = "A weekday of your local dates.")
enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY
}
