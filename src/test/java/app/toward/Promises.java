package app.toward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the committed contract promises of every answer. What it does not describe is an offence. */
final class Promises {
    /** The contract as it is committed. */
    static final JsonNode CONTRACT = app.toward.contract.Contract.read();

    private static final ClosedSchemas SCHEMAS = new ClosedSchemas(CONTRACT);
    private static final List<Template> TEMPLATES = CONTRACT.get("paths").properties().stream()
            .map(path -> Template.of(path.getKey(), path.getValue()))
            .sorted(Comparator.comparing(Template::parameters))
            .toList();

    /** Served along with the API, and no part of it. */
    private static final Pattern BESIDE_THE_API = Pattern.compile("/(docs|openapi|health|metrics)\\b.*");

    /** What HTTP and browsers say to each other; the contract says what is said to the client's author. */
    private static final Set<String> USUAL_HEADERS = Set.of(
            "cache-control",
            "connection",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-type",
            "cross-origin-resource-policy",
            "date",
            "referrer-policy",
            "transfer-encoding",
            "vary",
            "x-content-type-options",
            "x-frame-options");

    private record Template(Pattern path, long parameters, JsonNode operations) {
        static Template of(String path, JsonNode operations) {
            return new Template(
                    Pattern.compile(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")),
                    path.chars().filter(c -> c == '{').count(),
                    operations);
        }
    }

    private Promises() {}

    static List<String> brokenBy(Exchange exchange) {
        if (BESIDE_THE_API.matcher(exchange.path()).matches() || isClosedOut(exchange)) {
            return List.of();
        }
        Optional<JsonNode> operation = operationOf(exchange);
        if (operation.isEmpty()) {
            return brokenByRefusal(exchange);
        }
        JsonNode response = resolved(operation.get().at("/responses/" + exchange.status()));
        if (response.isMissingNode()) {
            return List.of("this status is not described");
        }
        List<String> broken = new ArrayList<>(brokenByHeaders(exchange, response));
        broken.addAll(brokenByBody(exchange, response));
        if (exchange.status() < 300) {
            broken.addAll(brokenByRequest(exchange, operation.get()));
        }
        return broken;
    }

    /** What a browser does not let a page of another origin see, no client's author needs to know. */
    private static boolean isClosedOut(Exchange exchange) {
        return exchange.status() == 403 && exchange.body().isEmpty();
    }

    /** What is wrong with a value, by a schema of the contract. */
    static List<String> offences(JsonNode schema, JsonNode value) {
        return SCHEMAS.offences(schema, value);
    }

    private static Optional<JsonNode> operationOf(Exchange exchange) {
        // HEAD is GET without the body (RFC 9110, section 9.3.2).
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return TEMPLATES.stream()
                .filter(template -> template.path().matcher(exchange.path()).matches())
                .findFirst()
                .map(template -> template.operations().get(method.toLowerCase(Locale.ROOT)));
    }

    /** Where there is no operation, there is nothing but a problem. */
    private static List<String> brokenByRefusal(Exchange exchange) {
        if (exchange.status() < 400 || exchange.status() > 499) {
            return List.of("there is no such operation, and still no refusal");
        }
        return brokenByBody(exchange, CONTRACT.at("/components/responses/NotFound"));
    }

    private static List<String> brokenByHeaders(Exchange exchange, JsonNode response) {
        return exchange.headers().entrySet().stream()
                .filter(header -> !USUAL_HEADERS.contains(header.getKey()))
                .flatMap(header -> response.path("headers").properties().stream()
                        .filter(described -> described.getKey().equalsIgnoreCase(header.getKey()))
                        .findFirst()
                        .map(described -> resolved(described.getValue()).get("schema"))
                        .map(schema -> SCHEMAS.offences(schema, TextNode.valueOf(header.getValue())).stream()
                                .map(offence -> header.getKey() + offence))
                        .orElseGet(() -> Stream.of("the header " + header.getKey() + " is not described")))
                .toList();
    }

    private static List<String> brokenByBody(Exchange exchange, JsonNode response) {
        if (exchange.body().isEmpty()) {
            boolean mayBeEmpty = !response.has("content") || exchange.method().equals("HEAD");
            return mayBeEmpty ? List.of() : List.of("a body is described, and there is none");
        }
        JsonNode schema = response.path("content").path(exchange.mediaType()).path("schema");
        if (schema.isMissingNode()) {
            return List.of("a body of " + exchange.mediaType() + " is not described");
        }
        return SCHEMAS.offences(
                schema,
                exchange.mediaType().endsWith("json")
                        ? Json.parsed(exchange.body())
                        : TextNode.valueOf(exchange.body()));
    }

    /** What is taken is described, too: a client that keeps to the contract leaves nothing out. */
    private static List<String> brokenByRequest(Exchange exchange, JsonNode operation) {
        // What is wrong with one thing of a batch is said of it in the answer.
        boolean isBatch = exchange.path().endsWith("/batch");
        JsonNode schema =
                isBatch ? MissingNode.getInstance() : operation.at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode() || exchange.sent().isEmpty()) {
            return List.of();
        }
        return SCHEMAS.offences(schema, Json.parsed(exchange.sent())).stream()
                .map(offence -> "taken, and not described" + offence)
                .toList();
    }

    /** What a reference leads to, if it is one. */
    private static JsonNode resolved(JsonNode described) {
        return described.has("$ref")
                ? CONTRACT.at(described.get("$ref").asText().substring(1))
                : described;
    }
}
