package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.shared.Belongings;
import app.toward.shared.Pages;
import app.toward.shared.Shelf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The bids of an account's partnerships, what was said of them, and how it wants to be dealt with. */
@Singleton
class BidBelongings implements Belongings {
    private static final int AT_ONCE = 200;
    private static final List<String> IN_PARTNERSHIP = List.of("partnership");

    @Override
    public Set<String> tables() {
        return Set.of("bid", "perspective_step", "bid_setting");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(
                new Shelf("bids", "Bid", IN_PARTNERSHIP, BidBelongings::bids),
                new Shelf("bid-responses", "BidResponse", List.of("partnership", "bid"), BidBelongings::responses),
                new Shelf("bid-settings", "BidSettings", IN_PARTNERSHIP, BidBelongings::settings));
    }

    private static void bids(UUID account, Instant now, Shelf.Taker taker) {
        eachPage(
                account,
                (membership, page) ->
                        page.forEach(bid -> taker.take(Map.of("partnership", membership.partnershipId()), bid)));
    }

    /** Of those bids alone that were not always seen as they are now. */
    private static void responses(UUID account, Instant now, Shelf.Taker taker) {
        eachPage(
                account,
                (membership, page) -> ResponseView.of(
                                membership, page.stream().map(BidView::id).toList())
                        .forEach((bid, responses) -> responses.forEach(response ->
                                taker.take(Map.of("partnership", membership.partnershipId(), "bid", bid), response))));
    }

    private static void settings(UUID account, Instant now, Shelf.Taker taker) {
        Membership.all(account)
                .forEach(membership ->
                        taker.take(Map.of("partnership", membership.partnershipId()), BidSetting.of(membership)));
    }

    private static void eachPage(UUID account, BiConsumer<Membership, List<BidView>> taker) {
        for (Membership membership : Membership.all(account)) {
            Pages.each(
                    (after, limit) -> BidFilter.listAll(membership, after, limit),
                    BidView::position,
                    page -> taker.accept(membership, page));
        }
    }

    @Override
    public boolean eraseSome(UUID account, Instant now) {
        for (Membership membership : Membership.all(account)) {
            List<Bid> bids = Bid.naming(membership, AT_ONCE);
            if (!bids.isEmpty()) {
                forget(bids, membership, now);
                return false;
            }
        }
        return true;
    }

    private static void forget(List<Bid> bids, Membership erased, Instant now) {
        List<Thing> changed = new ArrayList<>();
        for (Bid bid : bids) {
            Optional<BidView> before = shownToPartner(bid, erased);
            if (!bid.forget(bid.sideOf(erased.accountId()), now)) {
                bid.delete();
            }
            if (!shownToPartner(bid, erased).equals(before)) {
                changed.add(bid.told());
            }
        }
        if (erased.partnerId() != null && !changed.isEmpty()) {
            Feed.upsertAll(changed, List.of(erased.partnerId()), now);
        }
    }

    private static Optional<BidView> shownToPartner(Bid bid, Membership erased) {
        return erased.partnerId() == null ? Optional.empty() : BidView.of(bid, erased.partnerId(), erased.state());
    }
}
