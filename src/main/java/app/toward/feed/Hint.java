package app.toward.feed;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose feeds have news, so that nobody else's streams are looked for. Where these would be too many to name, it says no
 * more than that somebody's has.
 *
 * @param isForAll then nobody is named
 */
record Hint(Set<UUID> accounts, boolean isForAll) {
    static final Hint NONE = new Hint(Set.of(), false);
    static final Hint ALL = new Hint(Set.of(), true);

    /** With 37 bytes each it stays below the 8,000 bytes that a notification of PostgreSQL can have. */
    static final int MOST = 200;

    private static final String SEPARATOR = ",";

    static Hint of(Collection<UUID> accounts) {
        return accounts.size() > MOST ? ALL : new Hint(Set.copyOf(accounts), false);
    }

    /** Reads what another process has written. One that names nobody is for all. */
    static Hint read(String text) {
        return text.isEmpty()
                ? ALL
                : of(Arrays.stream(text.split(SEPARATOR)).map(UUID::fromString).toList());
    }

    String text() {
        return accounts.stream().map(UUID::toString).collect(Collectors.joining(SEPARATOR));
    }

    boolean isEmpty() {
        return !isForAll && accounts.isEmpty();
    }

    Hint and(Hint other) {
        return isForAll || other.isForAll
                ? ALL
                : of(Stream.concat(accounts.stream(), other.accounts.stream()).collect(Collectors.toSet()));
    }

    /** What of it concerns these accounts. */
    Hint only(Predicate<UUID> isConcerned) {
        return new Hint(accounts.stream().filter(isConcerned).collect(Collectors.toSet()), isForAll);
    }
}
