package app.toward;

import app.toward.shared.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What was sent and came back, by operation. What is another one each time (ids, tokens, codes, addresses) is written as
 * something of the same form that stays, and the same thing always as the same.
 */
final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final Set<String> SECRETS =
            Set.of("accessToken", "refreshToken", "ticket", "token", "cursor", "next", "kid", "x", "y");
    private static final String OF_CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String OF_TOKENS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Of a file with random ids in it: they pack a little better or worse. */
    private static final int SOME_SIZE = 9_216;

    private final ObjectNode recorded = JSON.createObjectNode();
    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, List<String>> statements = new TreeMap<>();

    Recording() {
        recorded.putObject("parameters");
        recorded.putObject("operations");
    }

    /** Says how a text is to be written. */
    void show(String actual, String written) {
        shown.put(actual, written);
    }

    void parameter(String name, String value) {
        ObjectNode parameters = (ObjectNode) recorded.get("parameters");
        if (!parameters.has(name)) {
            parameters.put(name, written(value));
        }
    }

    void exchange(String operation, JsonNode request, JsonNode response) {
        ObjectNode example = ((ObjectNode) recorded.get("operations")).putObject(operation);
        set(example, "request", request);
        set(example, "response", response);
    }

    /** What was sent to the database for a call of an operation. */
    void statements(String operation, List<String> sent) {
        statements.merge(operation, sent, (most, others) -> most.size() < others.size() ? others : most);
    }

    /** Of each operation that was called, for the call that took the most. */
    Map<String, List<String>> statements() {
        return statements;
    }

    private void set(ObjectNode example, String name, JsonNode body) {
        if (!body.isMissingNode()) {
            learn(body);
            example.set(name, Json.parsed(written(body.toString())));
        }
    }

    Set<String> operations() {
        var names = new TreeSet<String>();
        recorded.get("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonNode all() {
        return recorded;
    }

    private void learn(JsonNode part) {
        part.properties().forEach(field -> {
            String text = field.getValue().asText();
            if (part instanceof ObjectNode object && field.getKey().equals("size")) {
                object.put("size", SOME_SIZE);
            } else if (field.getKey().equals("code") && CODE.matcher(text).matches()) {
                shown.computeIfAbsent(text, code -> madeUp("code", OF_CODES, code.length()));
            } else if (SECRETS.contains(field.getKey())) {
                shown.computeIfAbsent(text, token -> madeUp(field.getKey(), OF_TOKENS, token.length()));
            }
        });
        part.forEach(this::learn);
    }

    private String written(String text) {
        List<String> known = new ArrayList<>(shown.keySet());
        // An address may have an id in it.
        known.sort(Comparator.comparing(String::length).reversed());
        String written = text;
        for (String one : known) {
            written = written.replace(one, shown.getOrDefault(one, one));
        }
        return UUID.matcher(written)
                .replaceAll(id -> shown.containsValue(id.group())
                        ? id.group()
                        : shown.computeIfAbsent(id.group(), unused -> madeUpId()));
    }

    private String madeUpId() {
        byte[] random = digest("id");
        // Version 7, of the day on which the story happens.
        return "01a202de-%02x%02x-7%1x%02x-%1x%1x%02x-%012x"
                .formatted(
                        random[0],
                        random[1],
                        random[2] & 0xf,
                        random[3],
                        8 + (random[4] & 3),
                        random[5] & 0xf,
                        random[6],
                        new java.math.BigInteger(1, java.util.Arrays.copyOfRange(random, 8, 14)));
    }

    private String madeUp(String name, String letters, int length) {
        var made = new StringBuilder();
        for (int block = 0; made.length() < length; block++) {
            for (byte random : digest(name + block)) {
                made.append(letters.charAt(Byte.toUnsignedInt(random) % letters.length()));
            }
        }
        made.setLength(length);
        return name.equals("accessToken") ? "eyJhbGciOiJFUzI1NiJ9." + made.substring(21) : made.toString();
    }

    /** Another one for each thing, and the same ones in each telling. */
    private byte[] digest(String name) {
        return Sha256.digest(shown.size() + name);
    }
}
