package app.toward.shared;

import java.time.Instant;
import java.util.UUID;

/** Where a thing stands in a list that is ordered by an instant (in milliseconds) and, within it, by id; newest first. */
public record Position(Instant at, UUID id) {
    /** Before everything: where the first page starts. */
    static final Position START = new Position(Instant.parse("9999-12-31T23:59:59.999Z"), new UUID(-1, -1));

    /** Whether this comes after another in the list: ids count as PostgreSQL orders them, without regard to sign. */
    public boolean comesAfter(Position other) {
        int byTime = at.compareTo(other.at);
        return byTime < 0 || (byTime == 0 && id.toString().compareTo(other.id.toString()) < 0);
    }
}
