package app.toward.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as Toward sent it, with its parameters as PostgreSQL wrote them to its log: null or text. */
record Captured(String sql, List<String> parameters) {
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern DETAIL = Pattern.compile("\\$\\d+ = (NULL|'([^']*+(?:''[^']*+)*+)')");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*");
    private static final Pattern FLAGS = Pattern.compile("\\{[tf](,[tf])*\\}");
    private static final Pattern WORDS = Pattern.compile("\\{[a-z_]+(,[a-z_]+)*\\}");

    static Captured of(String sql, String detail) {
        return new Captured(
                sql,
                DETAIL.matcher(detail)
                        .results()
                        .map(found -> found.group(1).equals("NULL")
                                ? null
                                : found.group(2).replace("''", "'"))
                        .toList());
    }

    /** Whether it begins or ends a transaction. */
    boolean isFrame() {
        return sql.equalsIgnoreCase("begin") || sql.equalsIgnoreCase("commit");
    }

    /** The same as a line for pgbench, its parameters written out, and of another partnership and bid each time. */
    String line(Naming naming) {
        return PLACE.matcher(sql.replaceAll("\\s+", " "))
                        .replaceAll(place -> Matcher.quoteReplacement(
                                literal(parameters.get(Integer.parseInt(place.group(1)) - 1), naming)))
                + ";";
    }

    private static String literal(String value, Naming naming) {
        return value == null ? "null" : naming.expression(value) + type(value);
    }

    /** Where none can be concluded from the place. */
    private static String type(String value) {
        if (INSTANT.matcher(value).matches()) {
            return "::timestamptz";
        }
        if (FLAGS.matcher(value).matches()) {
            return "::boolean[]";
        }
        if (WORDS.matcher(value).matches()) {
            return "::text[]";
        }
        boolean hasId = ID.matcher(value).find();
        if (hasId && value.startsWith("{") && !value.startsWith("{\"")) {
            return "::uuid[]";
        }
        return ID.matcher(value).matches() ? "::uuid" : "";
    }
}
