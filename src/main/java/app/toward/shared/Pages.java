package app.toward.shared;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keyset pages. A cursor is the position of the last thing shown, sealed together with the name of its list:
 * one that was tampered with, or comes from another list, is refused.
 */
@Singleton
public class Pages {
    private static final int POSITION_BYTES = 24;
    private static final int SEAL_BYTES = 12;
    private static final int AT_ONCE = 500;

    private final Keys keys;

    Pages(Keys keys) {
        this.keys = keys;
    }

    /** Finds at most {@code limit} things that come after a position. */
    public interface Finder<T> {
        List<T> find(Position after, int limit);
    }

    /**
     * Reads one page of a list.
     *
     * @param list names the list and its reader: a cursor fits nowhere else
     * @throws Problem 400 for a limit out of bounds or a cursor that is not of this list
     */
    public <T> Page<T> page(String list, PageRequest request, Finder<T> finder, Function<T, Position> positionOf) {
        Asked asked = ask(list, request);
        return asked.page(finder.find(asked.after, asked.oneMore()), positionOf);
    }

    /** The same for who finds things in their own way: what to find, and then the page of it. */
    public Asked ask(String list, PageRequest request) {
        int limit = request.limit();
        return new Asked(list, request.after == null ? Position.START : open(list, request.after), limit);
    }

    /** Which part of a list was asked for. */
    public final class Asked {
        private final String list;
        private final Position after;
        private final int limit;

        private Asked(String list, Position after, int limit) {
            this.list = list;
            this.after = after;
            this.limit = limit;
        }

        public Position after() {
            return after;
        }

        /** How many to find: one more than asked tells whether there is a next page, without counting. */
        public int oneMore() {
            return limit + 1;
        }

        public <T> Page<T> page(List<T> found, Function<T, Position> positionOf) {
            if (found.size() <= limit) {
                return new Page<>(found, null);
            }
            List<T> items = found.subList(0, limit);
            return new Page<>(items, seal(list, positionOf.apply(items.get(limit - 1))));
        }
    }

    /**
     * Goes through a whole list, in a transaction of the caller's, and forgets each page before it reads the next one.
     */
    public static <T> void each(Finder<T> finder, Function<T, Position> positionOf, Consumer<List<T>> pageTaker) {
        Position after = Position.START;
        List<T> found;
        do {
            found = finder.find(after, AT_ONCE);
            if (!found.isEmpty()) {
                after = positionOf.apply(found.get(found.size() - 1));
                pageTaker.accept(found);
            }
            Panache.getSession().clear();
        } while (found.size() == AT_ONCE);
    }

    private String seal(String list, Position position) {
        byte[] bytes = ByteBuffer.allocate(POSITION_BYTES)
                .putLong(position.at().toEpochMilli())
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(POSITION_BYTES + SEAL_BYTES)
                        .put(bytes)
                        .put(sealOf(list, bytes))
                        .array());
    }

    private Position open(String list, String cursor) {
        try {
            ByteBuffer sealed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            byte[] bytes = new byte[POSITION_BYTES];
            byte[] seal = new byte[SEAL_BYTES];
            sealed.get(bytes).get(seal);
            if (!sealed.hasRemaining() && MessageDigest.isEqual(seal, sealOf(list, bytes))) {
                ByteBuffer position = ByteBuffer.wrap(bytes);
                return new Position(
                        Instant.ofEpochMilli(position.getLong()), new UUID(position.getLong(), position.getLong()));
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Falls through: malformed is as wrong as forged.
        }
        throw Problem.invalidParameter("after", "is not a cursor of this list");
    }

    private byte[] sealOf(String list, byte[] position) {
        byte[] name = list.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(position.length + name.length)
                .put(position)
                .put(name)
                .array();
        return Arrays.copyOf(keys.mac("cursor", message), SEAL_BYTES);
    }
}
