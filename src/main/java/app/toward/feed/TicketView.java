package app.toward.feed;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stream ticket as it is given out, once. */
@Schema(name = "StreamTicket", description = "What opens one stream, once.")
record TicketView(
        @Schema(description = "For `?ticket=`.", examples = "Zk3vT0pX9bQm2sYcR8wLhJ5nGd7aE1uKiO4fVxPtBqM")
        String ticket,

        @Schema(description = "When it no longer counts: 30 seconds after it was made.")
        Instant expiresAt) {
    @Override
    public String toString() {
        return "TicketView[…]";
    }
}
