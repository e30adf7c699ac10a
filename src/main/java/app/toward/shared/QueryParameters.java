package app.toward.shared;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: what cannot be read is 400 and named, where JAX-RS would say 404. */
@Provider
class QueryParameters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
            String.class, QueryParameters::storable,
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            OffsetDateTime.class, StrictText.Rfc3339::parse,
            LocalDate.class, LocalDate::parse);

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        String parameter = Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst()
                .orElse(null);
        Function<String, Object> reader = type.isEnum() ? text -> constant(type, text) : READERS.get(type);
        return parameter == null || reader == null ? null : new Strict<>(parameter, reader);
    }

    private static String storable(String text) {
        if (!StrictText.isStorable(text)) {
            throw new IllegalArgumentException("has U+0000 or half of a surrogate pair");
        }
        return text;
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> WireNames.of((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of: " + WireNames.of(type)));
    }

    private record Strict<T>(String parameter, Function<String, Object> reader) implements ParamConverter<T> {
        @Override
        @SuppressWarnings("unchecked") // The reader was chosen by the type.
        public T fromString(String value) {
            try {
                return (T) reader.apply(value);
            } catch (NumberFormatException | java.time.DateTimeException e) {
                throw Problem.invalidParameter(parameter, "has a value of the wrong form");
            } catch (IllegalArgumentException e) {
                throw Problem.invalidParameter(parameter, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
