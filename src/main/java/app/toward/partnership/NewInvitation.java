package app.toward.partnership;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An offer to share a partnership. */
record NewInvitation(
        @Schema(description = "Chosen by the client, so that a repeated request makes nothing twice.") @Nullable
        UUID id,

        @Schema(description = "What the two will be to each other.", examples = "romantic") @NotNull
        PartnershipKind kind) {}
