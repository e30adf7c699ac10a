package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.partnership.KeptInPartnership;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Tells both, when a partnership ends, of every bid that they were told of: of some less is left, of others nothing. */
@Singleton
class LeaveBids implements KeptInPartnership {
    private static final String REMAINING =
            "select part.id from bid part where part.partnership_id = :partnership and part.id = any (:ids)"
                    + BidFilter.SEEN_AFTER_THE_END;

    @Override
    public void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now) {
        members.forEach(member ->
                Feed.changeEvery(Bid.FEED_KIND, partnership, member, ids -> remaining(partnership, member, ids), now));
    }

    private static Set<UUID> remaining(UUID partnership, UUID member, Set<UUID> ids) {
        return Set.copyOf(Panache.getSession()
                .createNativeQuery(REMAINING, UUID.class)
                .setParameter("partnership", partnership)
                .setParameter("me", member)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList());
    }
}
