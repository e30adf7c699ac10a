package app.toward.partnership;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows the readers of the feed their partnerships. */
@Singleton
class ShowPartnerships implements Shows {
    static final String KIND = "partnership";

    static Thing told(UUID partnership) {
        return new Thing(KIND, null, partnership);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<Thing, PartnershipView> show(UUID reader, Collection<Thing> things, Instant now) {
        return PartnershipView.withIds(reader, things.stream().map(Thing::id).toList()).stream()
                .collect(Collectors.toMap(seen -> told(seen.id()), Function.identity()));
    }
}
