package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Map;

/** Makes a record of JSON that is no body of its own, as strictly as one is made of a body. */
@Singleton
public class ReadRecord {
    private final ObjectMapper json;
    private final Validator validator;

    ReadRecord(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The record that this JSON is.
     *
     * @throws Problem 400 if it is none, or one with values that cannot be accepted
     */
    public <T extends Record> T of(JsonNode object, Class<T> type) {
        requireObject(object);
        try {
            T read = json.treeToValue(object, type);
            var violations = validator.validate(read);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return read;
        } catch (JsonProcessingException | ConstraintViolationException e) {
            throw ProblemMapper.problemOf(e);
        }
    }

    /**
     * What a JSON Merge Patch (RFC 7396) makes of a record.
     *
     * @throws Problem 400 if the result cannot be accepted
     */
    public <T extends Record> T patched(T present, JsonNode patch, Class<T> type) {
        requireObject(patch);
        return of(merge(json.valueToTree(present), patch), type);
    }

    private static void requireObject(JsonNode node) {
        if (!node.isObject()) {
            throw Problem.malformed("malformed_json", "This must be an object.");
        }
    }

    private JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : json.createObjectNode();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        }
        return merged;
    }
}
