package app.toward.checkin;

/** Whom an answer is for. */
enum Visibility {
    SHARED,
    PRIVATE
}
