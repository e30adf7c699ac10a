package app.toward.bid;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows a person's other devices how they want to be dealt with. */
@Singleton
class ShowBidSettings implements Shows {
    static final String KIND = "bid_settings";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<Thing, BidSettings> show(UUID reader, Collection<Thing> things, Instant now) {
        Map<UUID, BidSettings> settings =
                BidSetting.of(reader, things.stream().map(Thing::partnership).toList());
        return things.stream()
                .filter(thing -> settings.containsKey(thing.partnership()))
                .collect(Collectors.toMap(
                        Function.identity(), thing -> Objects.requireNonNull(settings.get(thing.partnership()))));
    }
}
