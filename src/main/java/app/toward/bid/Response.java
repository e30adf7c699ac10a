package app.toward.bid;

/** How a bid was met. */
enum Response {
    NOTICED,
    TURNED_TOWARD,
    MISSED;

    static final String VALUES = "`noticed` (seen, not yet met), `turned_toward` (met), `missed`.";
}
