package app.toward.shared;

import org.jspecify.annotations.Nullable;

/** A page that may be followed by another, to which a header links. */
public interface Paged {
    /** The cursor that the next page comes after; null on the last one. */
    @Nullable
    String cursorOfNext();
}
