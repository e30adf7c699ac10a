package app.toward.shared;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first. */
public record Page<T>(
        @Schema(description = "The things of this page, newest first.")
        List<T> items,

        @Schema(description = "Cursor of the next page; absent on the last one.") @Nullable
        String next)
        implements Paged {
    @Override
    public @Nullable String cursorOfNext() {
        return next;
    }
}
