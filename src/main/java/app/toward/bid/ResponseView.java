package app.toward.bid;

import app.toward.partnership.Membership;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One response in the history of a bid. */
@Schema(name = "BidResponse", description = "One response in the history of a bid.")
record ResponseView(
        @Schema(description = "Who gave it: `me` or `partner`.", examples = "me")
        Who by,

        @Schema(description = "How the bid was met: " + Response.VALUES, examples = "missed")
        Response response,

        @Schema(description = "How it was missed, only with `missed`: " + Manner.VALUES, examples = "turned_away")
        @Nullable
        Manner manner,

        @Schema(description = "When it was given.") Instant respondedAt) {

    /** In one query, so that no response is read both as the present one and as a former one. */
    private static final String QUERY = """
            select b, s from Bid b
            left join PerspectiveStep s on s.partnershipId = b.partnershipId and s.bidId = b.id
            where b.partnershipId = :partnership and b.id = :bid
            """;

    private static final String SEVERAL = """
            select b, s from PerspectiveStep s
            join Bid b on b.partnershipId = s.partnershipId and b.id = s.bidId
            where s.partnershipId = :partnership and s.bidId in :bids
            """;

    /** The history of a bid as the caller sees it; nothing if they do not see the bid. */
    static Optional<List<ResponseView>> of(Membership membership, UUID id) {
        List<Object[]> rows = Panache.getSession()
                .createSelectionQuery(QUERY, Object[].class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("bid", id)
                .getResultList();
        List<PerspectiveStep> steps = rows.stream()
                .map(row -> (PerspectiveStep) row[1])
                .filter(Objects::nonNull)
                .toList();
        return rows.stream()
                .findFirst()
                .map(row -> (Bid) row[0])
                .filter(bid -> BidView.of(bid, membership.accountId(), membership.state())
                        .isPresent())
                .map(bid -> of(bid, steps, bid.sideOf(membership.accountId()), membership.hasEnded()));
    }

    /** The histories of several bids as somebody sees them, of those that have more than the present responses. */
    static Map<UUID, List<ResponseView>> of(Membership membership, Collection<UUID> bids) {
        List<Object[]> rows = Panache.getSession()
                .createSelectionQuery(SEVERAL, Object[].class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("bids", bids)
                .getResultList();
        Map<Bid, List<PerspectiveStep>> steps = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (Bid) row[0],
                        LinkedHashMap::new,
                        Collectors.mapping(row -> (PerspectiveStep) row[1], Collectors.toList())));
        var histories = new LinkedHashMap<UUID, List<ResponseView>>();
        steps.forEach((bid, former) ->
                histories.put(bid.id, of(bid, former, bid.sideOf(membership.accountId()), membership.hasEnded())));
        return histories;
    }

    /** All that one side sees, newest first; of a perspective that is hidden, and after the end, nothing. */
    private static List<ResponseView> of(Bid bid, List<PerspectiveStep> steps, Side reader, boolean hasEnded) {
        return Stream.of(Side.values())
                .filter(side -> side == reader || !hasEnded)
                .flatMap(side -> of(bid, steps, side, reader))
                .sorted(Comparator.comparing(ResponseView::respondedAt).reversed())
                .toList();
    }

    private static Stream<ResponseView> of(Bid bid, List<PerspectiveStep> steps, Side side, Side reader) {
        Perspective present = side == reader ? bid.perspectiveOf(side) : bid.othersPerspectiveSeenFrom(reader);
        if (present == null) {
            return Stream.empty();
        }
        Who by = side.to(reader);
        return Stream.concat(
                Stream.of(new ResponseView(by, present.response, present.manner, present.respondedAt)),
                steps.stream()
                        .filter(step -> step.side == side)
                        .map(step -> new ResponseView(by, step.response, step.manner, step.respondedAt)));
    }
}
