package app.toward.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas as exact as the server: which fields are always there, how long texts are, that enums may grow, and
 * that a request with an unknown field is refused.
 */
final class DescribeSchemas {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NOT_NULL = DotName.createSimple("jakarta.validation.constraints.NotNull");
    private static final DotName NOT_BLANK = DotName.createSimple("jakarta.validation.constraints.NotBlank");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName PATTERN = DotName.createSimple("jakarta.validation.constraints.Pattern");
    /** Counts code points, as JSON Schema does. */
    private static final DotName LENGTH = DotName.createSimple("org.hibernate.validator.constraints.CodePointLength");

    /** What JSON writes as a string is described where it stands, not by a reference to a Java type. */
    private static final Set<String> STRINGS = Set.of("UUID", "Instant", "OffsetDateTime", "LocalDate", "LocalTime");

    /** Sent and never shown. */
    private static final Set<String> PASSWORDS = Set.of("password", "currentPassword", "newPassword");

    private static final String NAME = "^[a-z][a-z0-9_]*$";

    /** What {@link app.toward.shared.StrictText} refuses of a text that has no form of its own. */
    private static final String TEXT = "^[^\\u0000]*$";

    private final Components components;
    private final Map<String, ClassInfo> types;
    private final Map<String, Schema> strings;
    private final Bounds bounds;

    DescribeSchemas(Components components, IndexView index) {
        this.types = typesIn(index);
        this.components = components;
        this.strings = components.getSchemas().entrySet().stream()
                .filter(named -> STRINGS.contains(named.getKey()))
                .collect(Collectors.toMap(named -> "#/components/schemas/" + named.getKey(), Map.Entry::getValue));
        STRINGS.forEach(components::removeSchema);
        describeByTypes();
        this.bounds = new Bounds(components);
        components.getSchemas().values().forEach(this::refine);
    }

    private static Map<String, ClassInfo> typesIn(IndexView index) {
        return index.getKnownClasses().stream()
                .filter(type -> type.isRecord() || type.isEnum())
                .collect(Collectors.toMap(
                        DescribeSchemas::schemaName,
                        Function.identity(),
                        // A record of a room may bear the name that its view has on the wire.
                        (one, other) -> one.hasDeclaredAnnotation(SCHEMA) ? one : other));
    }

    private void describeByTypes() {
        components.getSchemas().forEach((name, schema) -> {
            ClassInfo type = types.get(name);
            if (type != null && type.isEnum()) {
                open(schema);
            } else if (type != null) {
                requireWhatIsAlwaysThere(schema, type);
                boundLengths(schema, type);
                anchorPatterns(schema, type);
            }
        });
    }

    /** Says of a schema and of all in it what its Java type does not. */
    private void refine(Schema schema) {
        refine(null, schema);
    }

    /** Says it of the schema of a field or parameter. */
    void refine(@Nullable String name, @Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        Schema string = strings.get(String.valueOf(schema.getRef()));
        if (string != null) {
            schema.ref(null).format(string.getFormat());
            schema.setType(List.of(Schema.SchemaType.STRING));
        }
        if (schema.getRef() != null) {
            // The type is the referred one's to say.
            schema.setType(null);
        } else if (Bounds.isA(schema, Schema.SchemaType.STRING)) {
            restrict(schema);
        }
        if (PASSWORDS.contains(String.valueOf(name))) {
            schema.setWriteOnly(true);
        }
        bounds.bound(name, schema);
        refine(null, schema.getItems());
        Optional.ofNullable(schema.getProperties()).ifPresent(all -> all.forEach(this::refine));
    }

    private static void restrict(Schema schema) {
        if (schema.getPattern() != null) {
            schema.setFormat(null);
        } else if (schema.getFormat() == null) {
            schema.setPattern(TEXT);
        }
    }

    /** In a merge patch every field may be absent, and {@code null} clears a text that need not be there. */
    void describePatch(Schema reference) {
        String name = nameOf(reference);
        Schema patch = Objects.requireNonNull(components.getSchemas().get(name));
        patch.setRequired(null);
        Objects.requireNonNull(types.get(name)).recordComponents().stream()
                .filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(component -> patch.getProperties().get(component.name()))
                .filter(field -> Bounds.isA(field, Schema.SchemaType.STRING))
                .forEach(field -> field.setType(List.of(Schema.SchemaType.STRING, Schema.SchemaType.NULL)));
    }

    /** The name of the schema that a reference leads to. */
    static String nameOf(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
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
        schema.setEnumeration(null);
        schema.setDescription(schema.getDescription() + " More may come.");
        schema.addExtension("x-extensible-enum", values);
        schema.setExamples(List.of(values.get(0)));
        schema.pattern(NAME).maxLength(Bounds.LONGEST_NAME);
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

    /** A pattern of Bean Validation is one of the whole text, one of JSON Schema of any part of it. */
    private static void anchorPatterns(Schema schema, ClassInfo type) {
        type.recordComponents().stream()
                .filter(component -> component.hasAnnotation(PATTERN))
                .map(component -> schema.getProperties().get(component.name()))
                .forEach(property -> property.setPattern("^" + property.getPattern() + "$"));
    }
}
