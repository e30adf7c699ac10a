package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the two, as the caller calls them. */
@Schema(description = "One of the two: `me`, who asks, or `partner`.")
enum Who {
    ME,
    PARTNER
}
