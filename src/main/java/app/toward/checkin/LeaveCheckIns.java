package app.toward.checkin;

import app.toward.feed.Feed;
import app.toward.partnership.KeptInPartnership;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells both, when a partnership ends, of every round and template that they were told of: less is left of them. */
@Singleton
class LeaveCheckIns implements KeptInPartnership {
    @Override
    public void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now) {
        for (UUID member : members) {
            Feed.changeEvery(CheckInResource.KIND, partnership, member, ids -> answered(partnership, member, ids), now);
            Feed.changeEvery(
                    PartnershipTemplateResource.KIND,
                    partnership,
                    member,
                    ids -> readable(partnership, member, ids),
                    now);
        }
    }

    private static Set<UUID> answered(UUID partnership, UUID member, Set<UUID> rounds) {
        return Answers.of(member, List.of(partnership), rounds).stream()
                .map(answers -> answers.place().checkInId)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> readable(UUID partnership, UUID member, Set<UUID> templates) {
        return ReadableTemplate.latest(member, List.of(partnership), templates).stream()
                .map(template -> template.version().templateId)
                .collect(Collectors.toSet());
    }
}
