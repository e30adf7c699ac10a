package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who made the bids, as the caller calls them. */
@Schema(description = "Who made the bids that a figure is of: `me`, who asks, or `partner`.")
enum Bidder {
    ME,
    PARTNER
}
