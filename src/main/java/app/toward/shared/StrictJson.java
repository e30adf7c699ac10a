package app.toward.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** JSON as the API speaks it: nothing is guessed on the way in, null means absent on the way out. */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
    private static final int MAX_NESTING = 32;

    /** Last of all: what a module of the framework registers later would count instead. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build());
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .setAnnotationIntrospector(AnnotationIntrospectorPair.pair(
                        mapper.getDeserializationConfig().getAnnotationIntrospector(), new LowerCaseEnums()));
        for (LogicalType scalar : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            mapper.coercionConfigFor(scalar).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        for (LogicalType textual : List.of(LogicalType.OtherScalar, LogicalType.DateTime, LogicalType.Enum)) {
            mapper.coercionConfigFor(textual)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Array, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
        }
        mapper.registerModule(new SimpleModule("toward")
                .addDeserializer(String.class, new StrictText())
                .addDeserializer(ZoneId.class, new StrictText.Zone())
                .addSerializer(Instant.class, new MillisecondInstant())
                .addSerializer(OffsetDateTime.class, new MillisecondOffsetDateTime())
                .addDeserializer(OffsetDateTime.class, new StrictText.Rfc3339()));
    }

    private static class LowerCaseEnums extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = WireNames.of(constants[i]);
            }
            return names;
        }
    }

    private static class MillisecondInstant extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        MillisecondInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(MillisecondText.of(value.atOffset(ZoneOffset.UTC)));
        }
    }

    private static class MillisecondOffsetDateTime extends StdSerializer<OffsetDateTime> {
        private static final long serialVersionUID = 1L;

        MillisecondOffsetDateTime() {
            super(OffsetDateTime.class);
        }

        @Override
        public void serialize(OffsetDateTime value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(MillisecondText.of(value));
        }
    }
}
