package app.toward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a contract, read strictly: what an object's schema does not name must not be there. */
final class ClosedSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "https://toward.app/schemas";
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonSchemaFactory factory;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    ClosedSchemas(JsonNode contract) {
        ObjectNode all = JSON.createObjectNode();
        all.set("$defs", closed(contract.at("/components/schemas")));
        this.factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ALL, all.toString()))));
    }

    /** What is wrong with a value, by a schema of the contract. */
    List<String> offences(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, one -> factory.getSchema(closed(one), STRICT)).validate(value).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private static JsonNode closed(JsonNode schemas) {
        JsonNode copy = Json.parsed(schemas.toString().replace("#/components/schemas/", ALL + "#/$defs/"));
        close(copy);
        return copy;
    }

    private static void close(JsonNode part) {
        if (part instanceof ObjectNode schema) {
            // Said to the makers of clients, and unknown to the validator.
            schema.remove("x-extensible-enum");
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                schema.put("additionalProperties", false);
            }
        }
        part.forEach(ClosedSchemas::close);
    }
}
