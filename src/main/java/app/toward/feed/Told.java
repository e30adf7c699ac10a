package app.toward.feed;

import java.util.UUID;

/** That one thing changed for one reader, or is gone for them. */
public record Told(UUID reader, Thing thing, boolean isGone) {}
