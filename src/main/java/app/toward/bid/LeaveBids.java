package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.partnership.KeptInPartnership;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Tells both, when a partnership ends, of every bid that they were told of: of some less is left, of others nothing. */
@Singleton
class LeaveBids implements KeptInPartnership {
    @Override
    public void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now) {
        members.forEach(member -> Feed.upsertEvery(Bid.FEED_KIND, partnership, Set.of(member), now));
    }
}
