package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How one wants to be dealt with. */
@Schema(name = "BidSettings", description = "How you want to be dealt with; your partner does not see it.")
record BidSettings(
        @Schema(
                description = "Whether bids that you have not responded to are listed for you. `true` unless you"
                        + " switch it off; to your partner, off looks like silence.",
                examples = "true")
        boolean awaiting) {}
