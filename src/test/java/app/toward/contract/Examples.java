package app.toward.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The examples of requests and answers: what was sent and came back when a test told a story with all operations in it.
 * The test fails when they differ from what happens.
 */
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode recorded;

    Examples() {
        try (InputStream file = Examples.class.getResourceAsStream("examples.json")) {
            this.recorded = JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(Operation operation) {
        JsonNode example = recorded.path("operations").path(operation.getOperationId());
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent(), example.get("request"));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && response.getContent() != null) {
                add(response.getContent(), example.get("response"));
            }
        });
    }

    /** Gives what a path names the name that it has in the story. */
    void addTo(Parameter parameter) {
        JsonNode example = recorded.path("parameters").get(parameter.getName());
        if (example != null) {
            parameter.setExample(example.asText());
        }
    }

    private static void add(Content content, @Nullable JsonNode example) {
        content.getMediaTypes().forEach((type, media) -> {
            if (example != null && (type.endsWith("json") || type.startsWith("text/"))) {
                media.setExample(JSON.convertValue(example, Object.class));
            }
        });
    }
}
