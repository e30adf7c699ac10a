package app.toward.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the contract what holds for all endpoints, so that no endpoint says it again: the problems that each can
 * answer with, the headers of every response, which fields are always there, and that enums may grow.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeContract implements OASFilter {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NOT_NULL = DotName.createSimple("jakarta.validation.constraints.NotNull");
    private static final DotName NOT_BLANK = DotName.createSimple("jakarta.validation.constraints.NotBlank");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    /** Counts code points, as JSON Schema does. */
    private static final DotName LENGTH = DotName.createSimple("org.hibernate.validator.constraints.CodePointLength");

    private static final DotName REFUSES = DotName.createSimple(Refuses.class);
    /** What JSON writes as a string is described where it stands, not by a reference to a Java type. */
    private static final Set<String> STRINGS = Set.of("UUID", "Instant", "OffsetDateTime", "LocalDate", "LocalTime");

    private final IndexView index;
    private Map<String, Schema> strings = Map.of();
    private Components components = OASFactory.createComponents();

    public DescribeContract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        components = contract.getComponents();
        describeSchemas();
        for (Shared shared : Shared.values()) {
            components.addResponse(shared.key(), shared.response());
        }
        components.addHeader("RequestId", header("Names this request in our logs; yours, if you sent one."));
        components.addHeader("ETag", header("Names this representation, for `If-None-Match` and `If-Match`."));
        components.addHeader(
                "RateLimit", header("What is left of the limit, and for how long: `\"default\";r=50;t=30`."));
        components.addHeader(
                "RateLimitPolicy", header("How many calls a window has, in seconds: `\"default\";q=300;w=60`."));
        contract.getPaths().getPathItems().forEach(this::describe);
    }

    private void describeSchemas() {
        strings = components.getSchemas().entrySet().stream()
                .filter(named -> STRINGS.contains(named.getKey()))
                .collect(Collectors.toMap(named -> "#/components/schemas/" + named.getKey(), Map.Entry::getValue));
        STRINGS.forEach(components::removeSchema);
        Map<String, ClassInfo> types = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() || type.isEnum())
                .collect(Collectors.toMap(
                        DescribeContract::schemaName,
                        Function.identity(),
                        // A record of a room may bear the name that its view has on the wire.
                        (one, other) -> one.hasDeclaredAnnotation(SCHEMA) ? one : other));
        components.getSchemas().forEach((name, schema) -> {
            inlineStrings(schema);
            ClassInfo type = types.get(name);
            if (type != null && type.isEnum()) {
                open(schema);
            } else if (type != null) {
                requireWhatIsAlwaysThere(schema, type);
                boundLengths(schema, type);
            }
        });
    }

    private void inlineStrings(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        Schema string = strings.get(String.valueOf(schema.getRef()));
        if (string != null) {
            schema.ref(null).format(string.getFormat());
            schema.setType(List.of(Schema.SchemaType.STRING));
        }
        if (schema.getPattern() != null) {
            schema.setFormat(null);
        }
        inlineStrings(schema.getItems());
        Optional.ofNullable(schema.getProperties())
                .ifPresent(all -> all.values().forEach(this::inlineStrings));
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    /** A value that is new tomorrow must not break the client of today: the values are documented, not closed. */
    private static void open(Schema schema) {
        List<Object> values = schema.getEnumeration().stream()
                .<Object>map(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
                .toList();
        String listed = values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        String before = schema.getDescription() == null ? "" : schema.getDescription() + " ";
        schema.setEnumeration(null);
        schema.setDescription(before + "One of " + listed + "; more may come.");
        schema.addExtension("x-extensible-enum", values);
        schema.setExamples(List.of(values.get(0)));
    }

    private static void requireWhatIsAlwaysThere(Schema schema, ClassInfo type) {
        boolean isRequest = type.recordComponents().stream()
                .anyMatch(component -> component.hasAnnotation(NOT_NULL) || component.hasAnnotation(NOT_BLANK));
        if (isRequest || schema.getProperties() == null) {
            return;
        }
        schema.setRequired(type.recordComponents().stream()
                .filter(component -> !component.type().hasAnnotation(NULLABLE))
                .map(component -> component.name())
                .filter(schema.getProperties()::containsKey)
                .toList());
    }

    private static void boundLengths(Schema schema, ClassInfo type) {
        type.recordComponents().stream()
                .filter(component -> component.hasAnnotation(LENGTH))
                .forEach(component -> {
                    AnnotationInstance length = component.annotation(LENGTH);
                    Schema property =
                            Objects.requireNonNull(schema.getProperties().get(component.name()));
                    Optional.ofNullable(length.value("min")).ifPresent(min -> property.setMinLength(min.asInt()));
                    property.setMaxLength(length.value("max").asInt());
                });
    }

    private void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            List<Parameter> parameters =
                    Optional.ofNullable(operation.getParameters()).orElse(List.of());
            parameters.forEach(parameter -> inlineStrings(parameter.getSchema()));
            boolean isSecured =
                    operation.getSecurity() != null && !operation.getSecurity().isEmpty();
            boolean hasBody = operation.getRequestBody() != null;
            boolean hasQuery = parameters.stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY);
            Set<Shared> answers = EnumSet.of(Shared.NOT_ACCEPTABLE, Shared.TOO_MANY_REQUESTS, Shared.UNAVAILABLE);
            addIf(hasBody || hasQuery, answers, Shared.INVALID);
            addIf(isSecured, answers, Shared.UNAUTHENTICATED);
            addIf(path.contains("{"), answers, Shared.NOT_FOUND);
            addIf(hasBody, answers, Shared.TOO_LARGE);
            addIf(hasBody, answers, Shared.UNSUPPORTED_MEDIA_TYPE);
            if (hasBody) {
                describePatch(operation.getRequestBody().getContent());
            }
            shareContent(operation);
            describeHeaders(method, operation, isSecured);
            // What the framework presumes is wrong here: nobody gets a 403 for lack of a role.
            Stream.of("400", "401", "403").forEach(operation.getResponses()::removeAPIResponse);
            answers.forEach(shared -> operation
                    .getResponses()
                    .addAPIResponse(
                            shared.status, OASFactory.createAPIResponse().ref(shared.key())));
            addOwnProblems(operation);
            operation
                    .getResponses()
                    .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
        });
    }

    private static void addIf(boolean isAnswered, Set<Shared> answers, Shared shared) {
        if (isAnswered) {
            answers.add(shared);
        }
    }

    /** In a merge patch every field may be absent. */
    private void describePatch(Content content) {
        var mergePatch = content.getMediaType("application/merge-patch+json");
        if (mergePatch != null) {
            String ref = mergePatch.getSchema().getRef();
            Schema patch = components.getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
            Objects.requireNonNull(patch).setRequired(null);
        }
    }

    /** A repeated creation answers 200 with what 201 gave. */
    private static void shareContent(Operation operation) {
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        Optional<Content> content = responses.values().stream()
                .map(APIResponse::getContent)
                .filter(given -> given != null)
                .findFirst();
        Stream.of("200", "201")
                .map(responses::get)
                .filter(response -> response != null && response.getContent() == null)
                .forEach(response -> content.ifPresent(response::setContent));
    }

    private static void describeHeaders(PathItem.HttpMethod method, Operation operation, boolean isSecured) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            response.addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"));
            if (isSecured) {
                response.addHeader("RateLimit", OASFactory.createHeader().ref("RateLimit"));
                response.addHeader("RateLimit-Policy", OASFactory.createHeader().ref("RateLimitPolicy"));
            }
            if (response.getContent() != null && !isStream(operation)) {
                response.addHeader("ETag", OASFactory.createHeader().ref("ETag"));
            }
        });
        if (method == PathItem.HttpMethod.GET && !isStream(operation)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("You have it already (`If-None-Match`).")
                                    .addHeader("ETag", OASFactory.createHeader().ref("ETag")));
        }
    }

    /** A stream has no end, and so nothing to revalidate. */
    private static boolean isStream(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .anyMatch(content -> content != null && content.hasMediaType("text/event-stream"));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private void addOwnProblems(Operation operation) {
        methodOf(operation).stream()
                .flatMap(method -> method.annotationsWithRepeatable(REFUSES, index).stream())
                .collect(
                        Collectors.groupingBy(refusal -> refusal.value("status").asInt()))
                .forEach((status, refusals) -> add(operation, status, listOf(refusals)));
    }

    private Optional<MethodInfo> methodOf(Operation operation) {
        return index.getAnnotations(OPERATION).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .filter(annotation -> annotation.value("operationId").asString().equals(operation.getOperationId()))
                .map(annotation -> annotation.target().asMethod())
                .findFirst();
    }

    private static String listOf(List<AnnotationInstance> refusals) {
        return refusals.stream()
                .sorted(Comparator.comparing(refusal -> refusal.value("code").asString()))
                .map(refusal -> "`" + refusal.value("code").asString() + "`: "
                        + refusal.value("when").asString())
                .collect(Collectors.joining(" "));
    }

    private static void add(Operation operation, int status, String description) {
        String key = String.valueOf(status);
        Optional<Shared> shared =
                Stream.of(Shared.values()).filter(one -> one.status.equals(key)).findFirst();
        boolean isShared = operation.getResponses().hasAPIResponse(key);
        APIResponse response = shared.map(Shared::response).orElseGet(() -> problem(""));
        response.setDescription(isShared ? response.getDescription() + " " + description : description);
        operation.getResponses().addAPIResponse(key, response);
    }

    private static APIResponse problem(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
    }

    /** The problems that many endpoints answer with, each described once. */
    private enum Shared {
        INVALID("400", "`invalid_request`, `malformed_json` and others: `errors` says which part cannot be accepted."),
        UNAUTHENTICATED(
                "401", "`token_missing` or `invalid_token`: no access token, or one that does not count any more."),
        NOT_FOUND("404", "`not_found`: it is not there for you."),
        NOT_ACCEPTABLE("406", "`not_acceptable`: none of the accepted media types can be given."),
        TOO_LARGE("413", "`body_too_large`: the body is larger than 256 KiB."),
        UNSUPPORTED_MEDIA_TYPE("415", "`unsupported_media_type`: the body has a media type that is not taken here."),
        TOO_MANY_REQUESTS("429", "`too_many_requests`: try again after `Retry-After`."),
        UNAVAILABLE("503", "`database_away` or `busy`: try again after `Retry-After`.");

        private final String status;
        private final String description;

        Shared(String status, String description) {
            this.status = status;
            this.description = description;
        }

        String key() {
            return Stream.of(name().split("_", -1))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }

        APIResponse response() {
            APIResponse response = problem(description);
            if (this == UNAUTHENTICATED) {
                response.addHeader("WWW-Authenticate", header("`Bearer`, with the error of RFC 6750."));
            }
            if (this == TOO_MANY_REQUESTS) {
                response.addHeader("RateLimit", OASFactory.createHeader().ref("RateLimit"));
                response.addHeader("RateLimit-Policy", OASFactory.createHeader().ref("RateLimitPolicy"));
            }
            if (this == UNAVAILABLE || this == TOO_MANY_REQUESTS) {
                response.addHeader("Retry-After", header("Seconds to wait before trying again."));
            }
            return response;
        }
    }
}
