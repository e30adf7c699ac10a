package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a bid was missed. */
@Schema(description = Manner.VALUES)
enum Manner {
    UNNOTICED,
    TURNED_AWAY,
    TURNED_AGAINST;

    static final String VALUES = "`unnoticed` (not seen at all), `turned_away` (ignored, preoccupied),"
            + " `turned_against` (irritated, hostile).";
}
