package app.toward.shared;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Strong entity tags (RFC 9110, section 8.8.3): 16 bytes of SHA-256 over the representation. */
final class EntityTags {
    private EntityTags() {}

    static String of(byte[] representation) {
        byte[] digest = Sha256.digest(representation);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)) + '"';
    }

    /** The weak comparison of {@code If-None-Match}. */
    static boolean matchesWeakly(@Nullable String header, String tag) {
        return matches(header, tag) || matches(header, "W/" + tag);
    }

    /** Whether the list in the header has this tag, or is {@code *}: the strong comparison of {@code If-Match}. */
    static boolean matches(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(listed -> listed.equals("*") || listed.equals(tag));
    }
}
