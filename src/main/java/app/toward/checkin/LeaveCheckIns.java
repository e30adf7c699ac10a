package app.toward.checkin;

import app.toward.feed.Feed;
import app.toward.partnership.KeptInPartnership;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Tells both, when a partnership ends, of every round and template that they were told of: less is left of them. */
@Singleton
class LeaveCheckIns implements KeptInPartnership {
    @Override
    public void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now) {
        for (UUID member : members) {
            Feed.upsertEvery(CheckInResource.KIND, partnership, Set.of(member), now);
            Feed.upsertEvery(PartnershipTemplateResource.KIND, partnership, Set.of(member), now);
        }
    }
}
