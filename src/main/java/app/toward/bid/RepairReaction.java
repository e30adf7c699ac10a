package app.toward.bid;

/** How a repair was received. */
enum RepairReaction {
    LANDED,
    PARTLY,
    NOT_YET;

    static final String VALUES = "`landed` (it did its work), `partly`, `not_yet`.";
}
