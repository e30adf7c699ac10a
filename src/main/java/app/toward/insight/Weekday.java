package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A day of the week. */
@Schema(
        description =
                "A weekday of your local dates: `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday` or"
                        + " `sunday`.")
enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY
}
