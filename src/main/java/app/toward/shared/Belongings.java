package app.toward.shared;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one room keeps of an account: its person can have it, and can have it erased. Every room that keeps any has a bean
 * of this kind, and a table that none of them names is an offence of the tests.
 */
public interface Belongings {
    /** The tables that it is kept in. */
    Set<String> tables();

    /** What its person is given of it, kind by kind: what they wrote, and what they can see now, as the API shows it. */
    List<Shelf> shelves();

    /**
     * Erases a part of it that takes a moment, in a transaction of the caller's. What the other person wrote stays as it
     * is; what in it refers to the erased one becomes a tombstone. It can be repeated, and goes on from where it was
     * broken off. What hangs on the account's own row may be left to go with that.
     *
     * @return whether nothing is left
     */
    boolean eraseSome(UUID account, Instant now);
}
