package app.toward.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the feed tells of.
 *
 * @param kind as the feed calls it, like {@code bid}
 * @param partnership where its id is unique; null for what belongs to no partnership
 */
public record Thing(String kind, @Nullable UUID partnership, UUID id) {
    /** The kind of a person's own profile. */
    public static final String ME = "me";

    /** The profile of an account, which only its own person sees. */
    public static Thing me(UUID account) {
        return new Thing(ME, null, account);
    }
}
