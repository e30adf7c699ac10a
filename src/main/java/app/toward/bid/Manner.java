package app.toward.bid;

/** How a bid was missed. */
enum Manner {
    UNNOTICED,
    TURNED_AWAY,
    TURNED_AGAINST;

    static final String VALUES = "`unnoticed` (not seen at all), `turned_away` (ignored, preoccupied),"
            + " `turned_against` (irritated, hostile).";
}
