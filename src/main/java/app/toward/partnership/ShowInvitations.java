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

/** Shows the readers of the feed the invitations that they made. */
@Singleton
class ShowInvitations implements Shows {
    static final String KIND = "invitation";

    private final TellCode tellCode;

    ShowInvitations(TellCode tellCode) {
        this.tellCode = tellCode;
    }

    static Thing told(UUID invitation) {
        return new Thing(KIND, null, invitation);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<Thing, InvitationView> show(UUID reader, Collection<Thing> things, Instant now) {
        return InvitationView.withIds(reader, things.stream().map(Thing::id).toList(), tellCode, now).stream()
                .collect(Collectors.toMap(seen -> told(seen.id()), Function.identity()));
    }
}
