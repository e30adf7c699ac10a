package app.toward.bid;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed of one's settings: in a patch each field may be absent, and stays as it is. */
@Schema(name = "BidSettingsChange", description = "What can be changed of your settings: what is absent stays.")
record BidSettingsChange(
        @Schema(
                description = "Whether bids that you have not responded to are listed for you; to your partner, off"
                        + " looks like silence.",
                examples = "false")
        @NotNull
        Boolean awaiting) {}
