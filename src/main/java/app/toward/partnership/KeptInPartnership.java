package app.toward.partnership;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** What a room keeps in partnerships, and has to do when one of them ends. */
public interface KeptInPartnership {
    /**
     * In the transaction of the end, with nobody else writing in the partnership: tells its members what went out of
     * their sight. What they see from now on is decided where it is read.
     *
     * @param members told already that the partnership has ended, so that telling them more keeps the order of ids
     */
    void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now);
}
