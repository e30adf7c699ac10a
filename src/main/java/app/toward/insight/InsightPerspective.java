package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose word a figure goes by. */
@Schema(
        description = "Whose word a figure goes by. `mine`: what you say. `partner_visible`: what your partner says, as"
                + " far as you see it. `joint`: what both say, where each sees the other's.")
enum InsightPerspective {
    MINE,
    PARTNER_VISIBLE,
    JOINT;

    /** Those that can be asked for apart; what is joint belongs to neither. */
    @Schema(
            name = "AskedPerspective",
            description =
                    "Whose word is asked for: `mine` (what you say) or `partner_visible` (what your partner says, as"
                            + " far as you see it).")
    enum Asked {
        MINE,
        PARTNER_VISIBLE;

        InsightPerspective perspective() {
            return this == MINE ? InsightPerspective.MINE : InsightPerspective.PARTNER_VISIBLE;
        }
    }
}
