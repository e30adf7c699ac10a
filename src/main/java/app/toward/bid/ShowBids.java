package app.toward.bid;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Rows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Shows the readers of the feed their bids. */
@Singleton
class ShowBids implements Shows {
    private static final String SELECT = "select p.state, " + BidRow.COLUMNS + """
             from bid part join partnership p on p.id = part.partnership_id
            join membership reader on reader.partnership_id = part.partnership_id and reader.account_id = :reader
            where part.partnership_id = any(:partnerships) and part.id = any(:ids)
            """;

    private record Found(PartnershipState state, Bid bid) {}

    @Override
    public String kind() {
        return Bid.FEED_KIND;
    }

    @Override
    public Map<Thing, BidView> show(UUID reader, Collection<Thing> things, Instant now) {
        Map<String, Object> parameters = Map.of(
                "reader", reader,
                "partnerships",
                        things.stream().map(Thing::partnership).distinct().toList(),
                "ids", things.stream().map(Thing::id).toList());
        Map<Thing, BidView> seen = new HashMap<>();
        for (Found found : Rows.find(
                SELECT, parameters, row -> new Found(row.constant(PartnershipState.class), BidRow.read(row)))) {
            BidView.of(found.bid, reader, found.state).ifPresent(view -> seen.put(found.bid.told(), view));
        }
        return seen;
    }
}
