package app.toward.bid;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a repair was received. */
@Schema(name = "NewRepairReaction", description = "How a repair was received.")
record NewRepairReaction(
        @Schema(description = RepairReaction.VALUES, examples = "landed") @NotNull
        RepairReaction reaction) {}
