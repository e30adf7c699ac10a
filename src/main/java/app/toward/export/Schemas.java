package app.toward.export;

import app.toward.contract.Contract;
import app.toward.shared.Shelf;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the files of an export consist of, as the contract says it: an export has the same things as the API. */
final class Schemas {
    private static final String IN_CONTRACT = "#/components/schemas/";
    private static final String IN_SCHEMA = "#/$defs/";

    private final JsonNode contracts = Contract.read().at("/components/schemas");
    private final ObjectMapper json;

    Schemas(ObjectMapper json) {
        this.json = json;
    }

    /** The JSON Schema (2020-12, the dialect of OpenAPI 3.1) of one line. */
    ObjectNode of(Shelf shelf) {
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A line of " + shelf.name() + ".jsonl");
        schema.put("$ref", IN_CONTRACT + shelf.schema());
        ObjectNode within = schema.putObject("properties");
        shelf.within()
                .forEach(name -> within.putObject(name).put("type", "string").put("format", "uuid"));
        Map<String, JsonNode> used = new TreeMap<>();
        collect(shelf.schema(), used);
        schema.putObject("$defs").setAll(used);
        try {
            return (ObjectNode) json.readTree(json.writeValueAsString(schema).replace(IN_CONTRACT, IN_SCHEMA));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void collect(String name, Map<String, JsonNode> used) {
        if (used.put(name, named(name)) == null) {
            named(name).findValuesAsText("$ref").forEach(ref -> collect(nameIn(ref), used));
        }
    }

    /** The columns of a table with one row a line: an object within one has columns of its own, a list is one as JSON. */
    List<String> columnsOf(Shelf shelf) {
        List<String> columns = new ArrayList<>(shelf.within());
        addColumns("", named(shelf.schema()), columns);
        return columns;
    }

    private void addColumns(String prefix, JsonNode schema, List<String> columns) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String column = prefix + property.getKey();
            JsonNode inner = resolved(property.getValue());
            if (inner.has("properties")) {
                addColumns(column + ".", inner, columns);
            } else {
                columns.add(column);
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode ref = schema.findValue("$ref");
        boolean isList = schema.has("items");
        return ref == null || isList ? schema : named(nameIn(ref.textValue()));
    }

    private JsonNode named(String name) {
        JsonNode schema = contracts.get(name);
        if (schema == null) {
            throw new IllegalStateException("The contract has no schema " + name);
        }
        return schema;
    }

    private static String nameIn(String ref) {
        return ref.substring(IN_CONTRACT.length());
    }
}
