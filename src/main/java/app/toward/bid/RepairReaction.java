package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a repair was received. */
@Schema(description = RepairReaction.VALUES)
enum RepairReaction {
    LANDED,
    PARTLY,
    NOT_YET;

    static final String VALUES = "`landed` (it did its work), `partly`, `not_yet`.";
}
