package app.toward.checkin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a check-in stands, which is the same for both. */
@Schema(
        description = "Where a check-in stands. `open`: can be answered. `revealed`: both have shared their"
                + " answers, and both see them. `closed`: its window, or the partnership, ended without"
                + " that.")
enum CheckInState {
    OPEN,
    REVEALED,
    CLOSED
}
