package app.toward.partnership;

import app.toward.feed.Feed;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Ends a partnership with all that it means for what was shared in it. To be called in a transaction. */
@Singleton
class EndPartnership {
    private final List<KeptInPartnership> kept;

    EndPartnership(@All List<KeptInPartnership> kept) {
        this.kept = kept;
    }

    /**
     * Ends it; may be repeated.
     *
     * @param partnership locked, after its members' accounts ({@link Invitation#queueMembersOf})
     */
    void end(Partnership partnership, Instant now) {
        if (partnership.state == PartnershipState.ENDED) {
            return;
        }
        partnership.end(now);
        List<UUID> members =
                partnership.members().stream().map(member -> member.accountId).toList();
        // Locked before any feed, as whatever changes an invitation does.
        List<Invitation> declined = partnership.lesserId == null || partnership.greaterId == null
                ? List.of()
                : Invitation.decline(partnership.lesserId, partnership.greaterId);
        // Of both first, for the order of ids: whoever is told of something more is in line by then.
        Feed.upsert(ShowPartnerships.told(partnership.id), members, now);
        declined.forEach(invitation -> Feed.upsert(invitation.told(), List.of(invitation.inviterId), now));
        kept.forEach(room -> room.partnershipEnded(partnership.id, members, now));
    }
}
