package app.toward.bench;

import java.io.IOException;
import java.time.Duration;

/** Something that has one operation done over and over. */
interface Load {
    /** Has it done by so many at once, for so long. */
    Figures run(int concurrency, Duration time) throws IOException, InterruptedException;
}
