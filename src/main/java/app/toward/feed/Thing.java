package app.toward.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the feed tells of.
 *
 * @param kind as the feed calls it, like {@code bid}
 * @param partnership where its id is unique; null for what belongs to no partnership
 */
public record Thing(String kind, @Nullable UUID partnership, UUID id) {}
