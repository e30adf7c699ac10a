package app.toward.bench;

/** What a load generator says of one window: how many a second, and how long they took in milliseconds. */
record Figures(long requests, double perSecond, double p50, double p99, long failed) {}
