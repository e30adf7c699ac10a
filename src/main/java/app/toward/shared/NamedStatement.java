package app.toward.shared;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement as its driver knows it, and the names that its parameters had. */
record NamedStatement(String sql, List<String> names) {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

    /** @param placeholder how the driver writes the parameter with a number, of which the first is 1 */
    static NamedStatement of(String named, IntFunction<String> placeholder) {
        var names = new ArrayList<String>();
        Matcher found = NAME.matcher(named);
        String sql = found.replaceAll(name -> {
            names.add(name.group(1));
            return Matcher.quoteReplacement(placeholder.apply(names.size()));
        });
        return new NamedStatement(sql, names);
    }

    /** What stands for each parameter, as both drivers know it: collections of ids as arrays, instants with an offset. */
    List<@Nullable Object> values(Map<String, ? extends @Nullable Object> parameters) {
        var values = new ArrayList<@Nullable Object>(names.size());
        for (String name : names) {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException(name);
            }
            values.add(value(parameters.get(name)));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof Collection<?> ids ? ids.toArray(UUID[]::new) : parameter;
    }
}
