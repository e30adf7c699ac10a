package app.toward.shared;

import java.time.Instant;
import java.util.UUID;

/** Where a thing stands in a list that is ordered by an instant (in milliseconds) and, within it, by id; newest first. */
public record Position(Instant at, UUID id) implements Comparable<Position> {
    /** Before everything: where the first page starts. */
    static final Position START = new Position(Instant.parse("9999-12-31T23:59:59.999Z"), new UUID(-1, -1));

    /** In the order of the list: ids count as PostgreSQL orders them, without regard to sign. */
    @Override
    public int compareTo(Position other) {
        int byTime = other.at.compareTo(at);
        return byTime == 0 ? other.id.toString().compareTo(id.toString()) : byTime;
    }

    /** Whether this comes after another in the list. */
    public boolean comesAfter(Position other) {
        return compareTo(other) > 0;
    }
}
