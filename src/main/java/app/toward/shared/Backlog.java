package app.toward.shared;

import java.time.Instant;
import java.util.Optional;

/** What is done in the background, and may be late: whoever runs Toward is told how late. */
public interface Backlog {
    /** Its name among the figures, in snake case. */
    String name();

    /** Since when whatever has waited longest waits; nothing if nothing waits. Called in a transaction. */
    Optional<Instant> waitingSince(Instant now);
}
