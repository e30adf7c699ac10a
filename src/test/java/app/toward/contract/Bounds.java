package app.toward.contract;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * How long texts and lists are and how large numbers, where no rule says it at the field itself. A name means the same in
 * all schemas: what is shown is no longer than what a request may give under that name.
 */
final class Bounds {
    /** The longest name that a program goes by; room for those of tomorrow. */
    static final int LONGEST_NAME = 64;

    /** In bytes, or the characters of an SVG. */
    static final int LARGEST_PICTURE = 1_048_576;

    private static final int LONGEST_CURSOR = 400;
    private static final int LONGEST_ZONE = 64;

    /** RFC 3339 with an offset, and milliseconds. */
    private static final Map<String, Integer> LONGEST_OF_FORMAT = Map.of("uuid", 36, "date-time", 35, "date", 10);

    /** What the server writes, in characters. */
    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            entry("accessToken", 4_096),
            entry("ticket", 80),
            entry("cursor", LONGEST_CURSOR),
            entry("next", LONGEST_CURSOR),
            entry("after", LONGEST_CURSOR),
            entry("Last-Event-ID", LONGEST_CURSOR),
            entry("addendum", 2_000),
            entry("client", 80),
            entry("timeZone", LONGEST_ZONE),
            entry("zone", LONGEST_ZONE),
            entry("dayStart", 5),
            entry("locale", 44),
            entry("key", 40),
            entry("item", 40),
            entry("link", 2_048),
            entry("sentence", 1_000),
            entry("methodVersion", 10),
            entry("kind", LONGEST_NAME),
            entry("code", LONGEST_NAME),
            // Of problems; where they quote a request, as long as that can be.
            entry("type", 80),
            entry("title", 80),
            entry("detail", 2_000),
            entry("instance", 4_096),
            entry("parameter", 4_096),
            entry("pointer", 262_144));

    private static final Map<String, Integer> MOST = Map.of(
            "items", 200, "kinds", 20, "figures", 400, "cells", 56, "buckets", 130, "misses", 2, "weeks", 8, "caveats",
            32, "keys", 100, "errors", 4_096);

    private static final Map<String, Integer> LEAST = Map.of("status", 100, "version", 1, "templateVersion", 1);

    private static final int LARGEST_STATUS = 599;

    /** What every client can read exactly (RFC 8259, section 6): 2^53 - 1. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(9_007_199_254_740_991L);

    private final Map<String, Integer> longestGiven = new HashMap<>();

    /** Takes the bounds that stand at fields. */
    Bounds(Components components) {
        components.getSchemas().values().stream()
                .map(Schema::getProperties)
                .filter(Objects::nonNull)
                .flatMap(properties -> properties.entrySet().stream())
                .filter(property -> property.getValue().getMaxLength() != null)
                .forEach(property -> longestGiven.merge(
                        property.getKey(), property.getValue().getMaxLength(), Math::max));
    }

    /** Bounds what is not bounded yet. */
    void bound(@Nullable String name, Schema schema) {
        String field = String.valueOf(name);
        if (isA(schema, SchemaType.STRING) && schema.getMaxLength() == null) {
            Optional.ofNullable(LONGEST_OF_FORMAT.get(String.valueOf(schema.getFormat())))
                    .or(() -> Optional.ofNullable(longestGiven.get(field)))
                    .or(() -> Optional.ofNullable(LONGEST.get(field)))
                    .ifPresent(schema::setMaxLength);
        } else if (isA(schema, SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(MOST.get(field));
        } else if (isA(schema, SchemaType.INTEGER)) {
            boundNumber(field, schema);
        }
    }

    private static void boundNumber(String name, Schema schema) {
        if (schema.getMinimum() == null) {
            schema.setMinimum(BigDecimal.valueOf(LEAST.getOrDefault(name, 0)));
        }
        if (schema.getMaximum() == null) {
            schema.setMaximum(
                    name.equals("status")
                            ? BigDecimal.valueOf(LARGEST_STATUS)
                            : "int32".equals(schema.getFormat()) ? BigDecimal.valueOf(Integer.MAX_VALUE) : LARGEST);
        }
    }

    static boolean isA(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
