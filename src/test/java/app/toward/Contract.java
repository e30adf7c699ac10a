package app.toward;

import static app.toward.Api.given;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as the running server gives it: what the standing tests take their endpoints from. */
final class Contract {
    private Contract() {}

    /** One operation of the document. */
    record Operation(String method, String path, Map<String, Object> description) {
        String id() {
            return String.valueOf(description.get("operationId"));
        }

        boolean isRead() {
            return method.equals("GET") && !isStream();
        }

        /** Whether it goes on until one of the two ends it. */
        boolean isStream() {
            return String.valueOf(responses().get("200")).contains("text/event-stream");
        }

        boolean isSecured() {
            return !List.of().equals(description.get("security"));
        }

        boolean hasBody() {
            return description.containsKey("requestBody");
        }

        @SuppressWarnings("unchecked") // The shape is OpenAPI's.
        List<Map<String, Object>> parameters() {
            return (List<Map<String, Object>>) description.getOrDefault("parameters", List.of());
        }

        @SuppressWarnings("unchecked") // The shape is OpenAPI's.
        Map<String, Map<String, Object>> responses() {
            return (Map<String, Map<String, Object>>) description.getOrDefault("responses", Map.of());
        }

        /** What is said in words: the request, and the answer where all goes well, by media type. */
        Map<String, Object> bodies() {
            Map<String, Object> bodies = new TreeMap<>();
            contentOf(description.get("requestBody")).forEach((type, body) -> bodies.put("request, " + type, body));
            responses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    contentOf(response).forEach((type, body) -> bodies.put(status + ", " + type, body));
                }
            });
            // What is drawn or packed is no text that could be shown.
            bodies.keySet().removeIf(name -> name.matches(".*, (image/.*|application/zip)"));
            return bodies;
        }

        @SuppressWarnings("unchecked") // The shape is OpenAPI's.
        private static Map<String, Object> contentOf(@Nullable Object described) {
            return described == null
                    ? Map.of()
                    : ((Map<String, Map<String, Object>>) described).getOrDefault("content", Map.of());
        }

        @Override
        public String toString() {
            return id();
        }
    }

    static JsonPath document() {
        return given().queryParam("format", "json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Stream<Operation> operations() {
        Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .map(entry -> new Operation(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), entry.getValue())));
    }
}
