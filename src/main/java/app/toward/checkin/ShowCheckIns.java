package app.toward.checkin;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows the readers of the feed their check-ins. */
@Singleton
class ShowCheckIns implements Shows {
    @Override
    public String kind() {
        return CheckInResource.KIND;
    }

    @Override
    public Map<Thing, CheckInView> show(UUID reader, Collection<Thing> things, Instant now) {
        List<UUID> partnerships =
                things.stream().map(Thing::partnership).distinct().toList();
        Map<UUID, Rounds> rounds = new HashMap<>();
        Membership.of(TemplateRow.OWN, reader, partnerships)
                .forEach((partnership, found) -> rounds.put(partnership, Rounds.of(found, now)));
        Map<Thing, Answers> stored = new HashMap<>();
        Answers.of(reader, partnerships, things.stream().map(Thing::id).toList())
                .forEach(answers -> stored.put(
                        new Thing(kind(), answers.place().partnershipId, answers.place().checkInId), answers));
        Map<Thing, CheckInView> seen = new HashMap<>();
        for (Thing thing : things) {
            Rounds within = rounds.get(thing.partnership());
            if (within != null) {
                Answers answers = stored.getOrDefault(thing, Answers.NONE);
                within.find(thing.id(), answers)
                        .ifPresent(round -> seen.put(thing, CheckInView.of(round, answers, now)));
            }
        }
        return seen;
    }
}
