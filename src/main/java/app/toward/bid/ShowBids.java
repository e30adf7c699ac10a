package app.toward.bid;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import app.toward.partnership.PartnershipState;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
        return seen(reader, Rows.find(SELECT, parameters(reader, things), ShowBids::read));
    }

    @Override
    public Future<Map<Thing, BidView>> show(EventLoopRows rows, UUID reader, Collection<Thing> things, Instant now) {
        return rows.find(SELECT, parameters(reader, things), ShowBids::read).map(found -> seen(reader, found));
    }

    private static Map<String, Object> parameters(UUID reader, Collection<Thing> things) {
        return Map.of(
                "reader", reader,
                "partnerships",
                        things.stream().map(Thing::partnership).distinct().toList(),
                "ids", things.stream().map(Thing::id).toList());
    }

    private static Found read(Row row) throws SQLException {
        return new Found(row.constant(PartnershipState.class), BidRow.read(row));
    }

    private static Map<Thing, BidView> seen(UUID reader, List<Found> bids) {
        Map<Thing, BidView> seen = new HashMap<>();
        for (Found found : bids) {
            BidView.of(found.bid, reader, found.state).ifPresent(view -> seen.put(found.bid.told(), view));
        }
        return seen;
    }
}
