package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much a figure says. */
@Schema(
        name = "FigureStatus",
        description = "How much a figure says. `ok`: a value and its interval. `interval_only`: enough for an interval,"
                + " too little for a value. `insufficient_data`: too little for either; only what was counted is given."
                + " `no_clear_change`: the interval of a change holds 0, so no direction is told, and no value.")
enum Status {
    OK,
    INTERVAL_ONLY,
    INSUFFICIENT_DATA,
    NO_CLEAR_CHANGE
}
