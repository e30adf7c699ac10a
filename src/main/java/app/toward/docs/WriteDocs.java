package app.toward.docs;

import app.toward.contract.Contract;
import app.toward.shared.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the pages. What the contract and the configuration say already is taken from them. Made when a page is first asked
 * for, so that the start does not wait for it.
 */
@ApplicationScoped
class WriteDocs {
    private static final String STYLES = "style-src 'self'";
    /** Swagger UI has pictures in its style sheet, and asks this server alone. */
    private static final String TRYING_OUT = STYLES + "; script-src 'self'; img-src data:; connect-src 'self'";

    private final Engine templates;
    private final Map<String, DocsFile> files;
    private final DocsFile guide;

    WriteDocs(
            Engine templates,
            Limits limits,
            @ConfigProperty(name = "toward.feed.heartbeat") Duration heartbeat,
            @ConfigProperty(name = "toward.feed.streams-per-account") int streams) {
        this.templates = templates;
        this.files = Stream.of("style.css", "reference.css", "reference.js", "swagger-ui.css", "swagger-ui-bundle.js")
                .collect(Collectors.toMap(Function.identity(), DocsFile::asset));
        JsonNode contract = Contract.read();
        JsonNode limit = parameter(contract.at("/paths/~1v1~1partnerships/get/parameters"), "limit");
        this.guide = DocsFile.page(
                template("guide")
                        .data("style", address("style.css"))
                        .data("version", contract.at("/info/version").asText())
                        .data("pageSize", limit.at("/schema/default").asInt())
                        .data("largestPage", limit.at("/schema/maximum").asInt())
                        .data(
                                "largestBatch",
                                contract.at("/components/schemas/BidBatch/properties/items/maxItems")
                                        .asInt())
                        .data("statuses", ProblemCode.byStatus(contract))
                        .data("limits", KnownLimit.told(limits))
                        .data("heartbeat", KnownLimit.words(heartbeat))
                        .data("streams", streams)
                        .render(),
                STYLES);
        files.put("reference", reference());
    }

    DocsFile guide() {
        return guide;
    }

    Optional<DocsFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private DocsFile reference() {
        String html = template("reference")
                .data("swaggerStyle", address("swagger-ui.css"))
                .data("swaggerScript", address("swagger-ui-bundle.js"))
                .data("style", address("reference.css"))
                .data("script", address("reference.js"))
                .render();
        return DocsFile.page(html, TRYING_OUT);
    }

    private TemplateInstance template(String name) {
        return templates.getTemplate("docs/" + name + ".html").instance();
    }

    private String address(String name) {
        return "/docs/" + name + "?v=" + file(name).orElseThrow().version();
    }

    private static JsonNode parameter(JsonNode parameters, String name) {
        return parameters.findParents("name").stream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
