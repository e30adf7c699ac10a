package app.toward.contract;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Names the pages of lists by what is on them, as generated clients call them, and not by a generic type of Java. */
final class PageNames {
    private static final String GENERIC = "Page";

    private PageNames() {}

    static void give(OpenAPI contract) {
        Components components = contract.getComponents();
        Map<String, Schema> pages = new TreeMap<>(components.getSchemas());
        pages.keySet().removeIf(name -> !name.startsWith(GENERIC));
        pages.forEach((name, page) -> {
            components.removeSchema(name);
            components.addSchema(nameOf(page), page);
        });
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .flatMap(response -> response.getContent() == null
                        ? Stream.empty()
                        : response.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(schema -> schema != null && schema.getRef() != null)
                .forEach(schema -> {
                    Schema page = pages.get(DescribeSchemas.nameOf(schema));
                    if (page != null) {
                        schema.setRef(nameOf(page));
                    }
                });
    }

    private static String nameOf(Schema page) {
        Schema items = Objects.requireNonNull(page.getProperties().get("items"));
        return DescribeSchemas.nameOf(items.getItems()) + GENERIC;
    }
}
