package app.toward.bench;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Something that clients do, and how to have it done over and over.
 *
 * @param name as the tables call it
 * @param requests makes the next request, of a partnership drawn at random
 * @param most how many different requests are made of it; those that change something are sent once each
 * @param isOnce whether a request counts for something else when it is sent again
 * @param isChain whether each answer has the token of the next request in it
 * @param hasTwin whether the hand-written server can do it
 * @param variables what pgbench draws before each transaction, with {@code p}, {@code s} and {@code b} as in
 *     {@link Request}; nothing where pgbench has nothing to say, because something else than PostgreSQL is the limit
 * @param undo SQL that takes back what was done
 */
record Operation(
        String name,
        Maker requests,
        int most,
        boolean isOnce,
        boolean isChain,
        boolean hasTwin,
        List<String> variables,
        List<String> undo) {
    /** Makes the request with a number. */
    interface Maker {
        Request make(RandomGenerator random, int number);
    }
}
