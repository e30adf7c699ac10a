package app.toward.checkin;

import app.toward.shared.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered, by item, in the items' order. A value of a scale is kept raw together with the scale as its
 * author saw it, so that it can be read for ever, whatever becomes of the template.
 */
record Values(Map<String, Given> byItem) {
    /** One value, and the scale that it is on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Given(
            JsonNode value,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable String low,
            @Nullable String high) {
        static Given of(Item item, JsonNode value) {
            Item.Anchors anchors = item.anchors();
            return new Given(
                    value,
                    item.min(),
                    item.max(),
                    anchors == null ? null : anchors.low(),
                    anchors == null ? null : anchors.high());
        }
    }

    /**
     * Checks what came over the wire against the items of the round, as its author saw them.
     *
     * @throws Problem 400 for an item that is unknown, missing or has a value that it cannot have
     */
    static Values of(Map<String, JsonNode> raw, List<Item> items) {
        var known = new LinkedHashMap<String, Given>();
        for (Item item : items) {
            JsonNode value = raw.get(item.key());
            if (value != null && !value.isNull()) {
                item.flawOf(value).ifPresent(flaw -> {
                    throw Problem.invalidField("/values/" + item.key(), "invalid_value", flaw);
                });
                known.put(item.key(), Given.of(item, value));
            } else if (!item.canBeLeftOut()) {
                throw Problem.invalidField("/values/" + item.key(), "missing", "must be answered");
            }
        }
        if (items.stream().map(Item::key).collect(Collectors.toSet()).containsAll(raw.keySet())) {
            return new Values(known);
        }
        throw Problem.invalidField("/values", "unknown_item", "has an item that this template does not have");
    }

    /** The bare values, by item. */
    Map<String, JsonNode> raw() {
        var raw = new LinkedHashMap<String, JsonNode>();
        byItem.forEach((item, given) -> raw.put(item, given.value()));
        return raw;
    }

    /** The same values without the words of the template at these places. */
    Values without(Set<String> places) {
        var bare = new LinkedHashMap<String, Given>();
        byItem.forEach((item, given) -> bare.put(
                item,
                new Given(
                        given.value(),
                        given.min(),
                        given.max(),
                        places.contains(Item.lowOf(item)) ? null : given.low(),
                        places.contains(Item.highOf(item)) ? null : given.high())));
        return new Values(bare);
    }

    @Override
    public String toString() {
        return "Values[…]";
    }

    /** Keeps the values as a JSON object. */
    @Converter
    static class Column implements AttributeConverter<Values, String> {
        // Not the API's: what is stored must not change with how the API writes.
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Values values) {
            try {
                return values == null ? null : JSON.writeValueAsString(values.byItem());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Values convertToEntityAttribute(@Nullable String column) {
            try {
                return column == null
                        ? null
                        : new Values(JSON.readValue(column, new TypeReference<LinkedHashMap<String, Given>>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
