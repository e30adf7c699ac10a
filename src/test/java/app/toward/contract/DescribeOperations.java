package app.toward.contract;

import app.toward.shared.Refuses;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Adds to each operation its headers, the problems that it shares with others, and those that are its own. */
final class DescribeOperations {
    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName REFUSES = DotName.createSimple(Refuses.class);
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Components components;
    private final DescribeSchemas schemas;
    private final Examples examples;
    private final IndexView index;

    DescribeOperations(Components components, DescribeSchemas schemas, Examples examples, IndexView index) {
        this.components = components;
        this.schemas = schemas;
        this.examples = examples;
        this.index = index;
    }

    void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            Optional.ofNullable(operation.getParameters())
                    .orElse(List.of())
                    .forEach(parameter -> schemas.refine(parameter.getName(), parameter.getSchema()));
            PathParameter.share(operation, components, examples);
            if (operation.getSecurity() == null) {
                operation.setSecurity(List.of());
            }
            if (operation.getRequestBody() != null) {
                Optional.ofNullable(operation.getRequestBody().getContent().getMediaType(MERGE_PATCH))
                        .ifPresent(patch -> schemas.describePatch(patch.getSchema()));
            }
            APIResponses responses = operation.getResponses();
            shareContent(responses);
            describePictures(responses);
            describeSuccess(operation, method);
            // What the framework presumes is wrong here: nobody gets a 403 for lack of a role.
            Stream.of("400", "401", "403").forEach(responses::removeAPIResponse);
            sharedBy(path, operation).forEach(shared -> responses.addAPIResponse(shared.status(), shared.reference()));
            addOwnProblems(operation);
            addRequestHeaders(operation, method);
            examples.addTo(operation);
            responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
        });
    }

    private static Set<SharedProblem> sharedBy(String path, Operation operation) {
        Set<SharedProblem> shared = EnumSet.of(
                SharedProblem.INVALID,
                SharedProblem.NOT_ACCEPTABLE,
                SharedProblem.TOO_MANY_REQUESTS,
                SharedProblem.INTERNAL_ERROR,
                SharedProblem.UNAVAILABLE);
        if (!operation.getSecurity().isEmpty()) {
            shared.add(SharedProblem.UNAUTHENTICATED);
        }
        if (path.contains("{")) {
            shared.add(SharedProblem.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            shared.add(SharedProblem.TOO_SLOW);
            shared.add(SharedProblem.TOO_LARGE);
            shared.add(SharedProblem.UNSUPPORTED_MEDIA_TYPE);
        }
        return shared;
    }

    /** A repeated creation answers 200 with what 201 gave. */
    private static void shareContent(APIResponses all) {
        Map<String, APIResponse> responses = all.getAPIResponses();
        Optional<Content> content = responses.values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .findFirst();
        Stream.of("200", "201")
                .map(responses::get)
                .filter(response -> response != null && response.getContent() == null)
                .forEach(response -> content.ifPresent(response::setContent));
    }

    /** What is drawn is described alike, whatever it shows. */
    private static void describePictures(APIResponses all) {
        all.getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .flatMap(content -> content.getMediaTypes().entrySet().stream())
                .filter(media -> media.getKey().startsWith("image/"))
                .forEach(media -> media.getValue().setSchema(picture(media.getKey())));
    }

    private static Schema picture(String mediaType) {
        Schema picture =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(Bounds.LARGEST_PICTURE);
        return mediaType.endsWith("+xml") ? picture.pattern("^<") : picture.format("binary");
    }

    private static void describeSuccess(Operation operation, PathItem.HttpMethod method) {
        boolean isList = Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> "after".equals(parameter.getName()));
        operation.getResponses().getAPIResponses().values().forEach(response -> {
            Headers.addUsualTo(response);
            if (response.getContent() != null && !isStream(operation)) {
                Headers.ETAG.addTo(response);
            }
            if (isList && !isStream(operation)) {
                Headers.LINK.addTo(response);
            }
        });
        if (method == PathItem.HttpMethod.GET && !isStream(operation)) {
            APIResponse unchanged =
                    OASFactory.createAPIResponse().description("You have it already (`If-None-Match`).");
            Headers.addUsualTo(unchanged);
            Headers.ETAG.addTo(unchanged);
            operation.getResponses().addAPIResponse("304", unchanged);
        }
    }

    /** A stream has no end, and so no page after it and nothing to revalidate. */
    private static boolean isStream(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .anyMatch(content -> content != null && content.hasMediaType("text/event-stream"));
    }

    private void addRequestHeaders(Operation operation, PathItem.HttpMethod method) {
        APIResponses responses = operation.getResponses();
        if (method == PathItem.HttpMethod.GET && !isStream(operation)) {
            RequestHeader.IF_NONE_MATCH.addTo(operation);
        }
        if (responses.hasAPIResponse("412")) {
            RequestHeader.IF_MATCH.addTo(operation);
        }
        if (isIdChosen(responses)) {
            RequestHeader.IDEMPOTENCY_KEY.addTo(operation);
        }
    }

    /** What can be taken can be chosen. */
    private static boolean isIdChosen(APIResponses responses) {
        APIResponse conflict = responses.getAPIResponse("409");
        return conflict != null && conflict.getDescription().contains("`id_taken`");
    }

    private void addOwnProblems(Operation operation) {
        index.getAnnotations(OPERATION).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .filter(annotation -> annotation.value("operationId").asString().equals(operation.getOperationId()))
                // The build's index is made of two, and the application is in both.
                .limit(1)
                .flatMap(
                        annotation -> annotation.target().asMethod().annotationsWithRepeatable(REFUSES, index).stream())
                .collect(
                        Collectors.groupingBy(refusal -> refusal.value("status").asInt()))
                .forEach((status, refusals) -> add(operation.getResponses(), status, refusals));
    }

    private static void add(APIResponses responses, int status, List<AnnotationInstance> refusals) {
        String key = String.valueOf(status);
        String own = refusals.stream()
                .sorted(Comparator.comparing(refusal -> refusal.value("code").asString()))
                .map(refusal -> "`" + refusal.value("code").asString() + "`: "
                        + refusal.value("when").asString())
                .collect(Collectors.joining(" "));
        APIResponse response =
                SharedProblem.of(status).map(SharedProblem::response).orElseGet(() -> SharedProblem.problem(own));
        if (responses.hasAPIResponse(key)) {
            response.setDescription(response.getDescription() + " " + own);
        } else {
            response.setDescription(own);
        }
        responses.addAPIResponse(key, response);
    }
}
