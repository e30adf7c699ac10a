package app.toward.export;

import app.toward.partnership.KeptInPartnership;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** A file that was made before the end has in it what the end put out of sight. */
@Singleton
class OutdateExports implements KeptInPartnership {
    @Override
    public void partnershipEnded(UUID partnership, Collection<UUID> members, Instant now) {
        Export.outdate(members, now);
    }
}
