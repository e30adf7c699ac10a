package app.toward.feed;

import app.toward.shared.Paged;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a feed, the oldest change first. */
@Schema(name = "FeedPage", description = "What has changed for you, each thing once, the oldest change first.")
record FeedPage(
        @Schema(description = "The changes. There may be fewer than asked for, or none, while there are more to come.")
        List<ChangeView> items,

        @Schema(
                description = "Where to go on: always there, also at the end. Keep it with what you have read.",
                examples = "1kP2dB3nYb1yqvVfVgT8oQ2bXh6x0u0H3mS0pYvJmY8")
        String cursor,

        @Schema(
                description = "Whether there is more to read now. If not, ask again later, or listen.",
                examples = "false")
        boolean hasMore)
        implements Paged {
    @Override
    public @Nullable String cursorOfNext() {
        return hasMore ? cursor : null;
    }
}
