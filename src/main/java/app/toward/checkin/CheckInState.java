package app.toward.checkin;

/** Where a check-in stands, which is the same for both. */
enum CheckInState {
    OPEN,
    REVEALED,
    CLOSED
}
