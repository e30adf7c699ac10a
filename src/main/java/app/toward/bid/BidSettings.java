package app.toward.bid;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How one wants to be dealt with. In a patch each field may be absent, and stays as it is. */
@Schema(name = "BidSettings", description = "How you want to be dealt with; your partner does not see it.")
record BidSettings(
        @Schema(
                description = "Whether bids that you have not responded to are listed for you. `true` unless you"
                        + " switch it off; to your partner, off looks like silence.",
                examples = "true")
        @NotNull
        Boolean awaiting) {}
