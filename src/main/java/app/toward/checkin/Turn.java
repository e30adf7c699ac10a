package app.toward.checkin;

import app.toward.partnership.Membership;
import io.quarkus.hibernate.orm.panache.Panache;

/**
 * Lets the two members write to one thing one after the other. It waits for a name and not for a row: the row of the
 * other need neither exist nor be touched, so that what a write costs its author tells nothing of the other's.
 */
final class Turn {
    private static final String TAKE = "select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))";

    private Turn() {}

    /** Waits until nobody else writes to a thing of this partnership; the turn ends with the transaction. */
    static void take(Membership membership, Object thing) {
        Panache.getSession()
                .createNativeQuery(TAKE, Integer.class)
                .setParameter("name", membership.partnershipId() + "/" + thing)
                .getSingleResult();
    }
}
