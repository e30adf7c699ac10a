package app.toward.partnership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a partnership stands. */
@Schema(
        description = "Where a partnership stands. `active`: what you share is shared. `paused`: nothing new"
                + " is. `ended`: for good.")
public enum PartnershipState {
    ACTIVE,
    PAUSED,
    ENDED
}
