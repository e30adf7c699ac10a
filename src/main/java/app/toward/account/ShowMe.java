package app.toward.account;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Shows a person's other devices their profile. */
@Singleton
class ShowMe implements Shows {
    @Override
    public String kind() {
        return Thing.ME;
    }

    @Override
    public Map<Thing, MeView> show(UUID reader, Collection<Thing> things, Instant now) {
        return Map.of(Thing.me(reader), MeView.ofAccount(reader));
    }
}
