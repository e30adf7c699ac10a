package app.toward.account;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Map;
import java.util.UUID;

/**
 * Lets what concerns several accounts queue with whatever else concerns one of them. The only place where more than one
 * account is locked: in the order of ids, so that nobody waits in a circle. Accounts come before anything that is kept
 * of them, and feeds come last.
 */
public final class QueueAccounts {
    private QueueAccounts() {}

    /**
     * Locks accounts until the transaction ends.
     *
     * @param ids a query in SQL of their ids
     */
    public static void of(String ids, Map<String, ?> parameters) {
        var query = Panache.getSession()
                .createNativeQuery(
                        "select a.id from account a where a.id in (" + ids + ") order by a.id for no key update",
                        UUID.class);
        parameters.forEach((name, value) -> query.setParameter(name, value));
        query.getResultList();
    }
}
