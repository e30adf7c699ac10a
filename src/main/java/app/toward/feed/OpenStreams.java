package app.toward.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The streams that are open on this replica, for any number of threads. */
final class OpenStreams {
    private final Map<UUID, EventStream> all = new ConcurrentHashMap<>();
    private final Map<UUID, Set<EventStream>> byAccount = new ConcurrentHashMap<>();
    private final Queue<UUID> closed = new ConcurrentLinkedQueue<>();

    void add(EventStream stream) {
        byAccount.compute(stream.account, (unused, present) -> {
            Set<EventStream> theirs = present == null ? ConcurrentHashMap.newKeySet() : present;
            theirs.add(stream);
            return theirs;
        });
        all.put(stream.id, stream);
    }

    void remove(EventStream stream) {
        all.remove(stream.id);
        byAccount.computeIfPresent(stream.account, (unused, present) -> {
            present.remove(stream);
            return present.isEmpty() ? null : present;
        });
        closed.add(stream.id);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean has(UUID account) {
        return byAccount.containsKey(account);
    }

    List<EventStream> all() {
        return List.copyOf(all.values());
    }

    List<EventStream> of(UUID account) {
        return List.copyOf(byAccount.getOrDefault(account, Set.of()));
    }

    List<EventStream> of(Hint hint) {
        return hint.isForAll()
                ? all()
                : hint.accounts().stream()
                        .flatMap(account -> of(account).stream())
                        .toList();
    }

    /** Those that are over, and whose rights are still to be given back. */
    List<UUID> closed() {
        return new ArrayList<>(closed);
    }

    void forget(Collection<UUID> givenBack) {
        closed.removeAll(new HashSet<>(givenBack));
    }
}
