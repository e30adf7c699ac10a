package app.toward.export;

/** Where an export stands. */
enum ExportState {
    WAITING,
    RUNNING,
    READY,
    FAILED,
    EXPIRED
}
