package app.toward.bid;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import app.toward.partnership.PartnershipState;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Shows the readers of the feed their bids. */
@Singleton
class ShowBids implements Shows {
    private static final String SELECT = """
            select bid, p.state
            from Bid bid join Partnership p on p.id = bid.partnershipId
            join Member reader on reader.partnershipId = bid.partnershipId and reader.accountId = :reader
            where bid.partnershipId in :partnerships and bid.id in :ids
            """;

    @Override
    public String kind() {
        return Bid.FEED_KIND;
    }

    @Override
    public Map<Thing, BidView> show(UUID reader, Collection<Thing> things, Instant now) {
        var bids = Panache.getSession()
                .createSelectionQuery(SELECT, Object[].class)
                .setParameter("reader", reader)
                .setParameter(
                        "partnerships",
                        things.stream().map(Thing::partnership).distinct().toList())
                .setParameter("ids", things.stream().map(Thing::id).toList())
                .setReadOnly(true)
                .getResultList();
        Map<Thing, BidView> seen = new HashMap<>();
        for (Object[] row : bids) {
            var bid = (Bid) row[0];
            BidView.of(bid, reader, (PartnershipState) row[1]).ifPresent(view -> seen.put(bid.told(), view));
        }
        return seen;
    }
}
