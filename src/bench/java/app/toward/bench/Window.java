package app.toward.bench;

/**
 * What was measured in one window.
 *
 * @param serverMillis processor time of the server for a request; of pgbench there is none
 * @param databaseMillis the same of PostgreSQL
 * @param loadMillis the same of what sent the requests
 * @param othersShare which part of the machine others took
 * @param resident the server's memory in bytes
 */
record Window(
        Figures figures,
        double serverMillis,
        double databaseMillis,
        double loadMillis,
        double othersShare,
        long resident) {
    static final double MOST_OF_OTHERS = 0.05;

    boolean isDisturbed() {
        return othersShare > MOST_OF_OTHERS;
    }
}
