package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What each of the two saw of a bid before a change, so that afterwards only who sees a difference is told. */
record SeenBefore(Map<UUID, Optional<BidView>> views, PartnershipState state) {
    static SeenBefore of(Bid bid, Membership membership) {
        PartnershipState state = membership.state();
        return new SeenBefore(
                membership.members().stream()
                        .collect(Collectors.toMap(member -> member, member -> BidView.of(bid, member, state))),
                state);
    }

    Optional<BidView> by(UUID member) {
        return views.getOrDefault(member, Optional.empty());
    }

    /** Tells the feeds of those for whom something has changed. */
    void tell(Bid changed, Instant now) {
        List<UUID> changedFor = readersWhere(member -> BidView.of(changed, member, state)
                .map(view -> !view.equals(by(member).orElse(null)))
                .orElse(false));
        List<UUID> goneFor = readersWhere(member ->
                by(member).isPresent() && BidView.of(changed, member, state).isEmpty());
        if (!changedFor.isEmpty() || !goneFor.isEmpty()) {
            Feed.change(changed.told(), changedFor, goneFor, now);
        }
    }

    private List<UUID> readersWhere(Predicate<UUID> isTrue) {
        return views.keySet().stream().filter(isTrue).toList();
    }
}
