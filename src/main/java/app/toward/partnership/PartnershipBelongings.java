package app.toward.partnership;

import app.toward.feed.Feed;
import app.toward.shared.Belongings;
import app.toward.shared.Pages;
import app.toward.shared.Shelf;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The partnerships of an account, and the invitations that it made. They end before anything in them is erased. */
@Singleton
@Priority(1)
class PartnershipBelongings implements Belongings {
    private final TellCode tellCode;
    private final EndPartnership endPartnership;
    private final TakeBackRedemption redemption;

    PartnershipBelongings(TellCode tellCode, EndPartnership endPartnership, TakeBackRedemption redemption) {
        this.tellCode = tellCode;
        this.endPartnership = endPartnership;
        this.redemption = redemption;
    }

    @Override
    public Set<String> tables() {
        return Set.of("partnership", "membership", "invitation");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(
                new Shelf("partnerships", "Partnership", List.of(), PartnershipBelongings::partnerships),
                new Shelf("invitations", "Invitation", List.of(), this::invitations));
    }

    private static void partnerships(UUID account, Instant now, Shelf.Taker taker) {
        Pages.each(
                (after, limit) -> PartnershipView.list(account, after, limit),
                PartnershipView::position,
                page -> page.forEach(view -> taker.take(Map.of(), view)));
    }

    private void invitations(UUID account, Instant now, Shelf.Taker taker) {
        Pages.each(
                (after, limit) -> InvitationView.list(account, after, limit, tellCode, now),
                InvitationView::position,
                page -> page.forEach(view -> taker.take(Map.of(), view)));
    }

    /** Ends each partnership; its own place in it, and what it offered, go with the account. */
    @Override
    public boolean eraseSome(UUID account, Instant now) {
        for (Membership membership : Membership.all(account)) {
            Optional<Member> partner = Member.partnerOf(membership);
            if (partner.isPresent()) {
                Invitation.queueMembersOf(membership.partnershipId());
                Partnership partnership = Partnership.locked(membership);
                endPartnership.end(partnership, now);
                partner.get().losePartner(membership.calendars(), now);
                partnership.lose(account);
                Feed.upsert(ShowPartnerships.told(membership.partnershipId()), List.of(partner.get().accountId), now);
                return false;
            }
        }
        // In a transaction of its own, like each partnership: its readers are told in the order of ids, and nothing is
        // locked after them.
        return !redemption.takeBack(account, null, now);
    }
}
