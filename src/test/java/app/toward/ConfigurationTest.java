package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of properties: all that Toward reads of its own, as it is. */
class ConfigurationTest {
    private static final Pattern READ =
            Pattern.compile("(?:name = |OptionalValue\\(|every = |KEYS = )\"\\{?(toward\\.[a-z.-]+)");
    private static final Pattern SET = Pattern.compile("(?m)^(?:# )?(toward\\.[a-z.-]+)=");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z][^|]*) \\| ([^|]*) \\| [^|]* \\|$");
    private static final Pattern NAME = Pattern.compile("`(toward\\.[a-z.*-]+)`");
    /** What Toward tells itself, and one row for the whole table of limits. */
    private static final Set<String> NOBODYS_TO_SET = Set.of("toward.database.own");

    private static final String LIMITS = "toward.throttle.";

    private record Row(String names, String defaults) {}

    @Test
    void every_property_that_is_read_is_in_the_readme() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(Files::isRegularFile).forEach(source -> known.addAll(found(READ, text(source))));
        }
        assertThat(known).contains("toward.data-dir", "toward.keys-file", "toward.mail.every", "toward.export.kept");
        known.addAll(found(SET, text(Path.of("src/main/resources/application.properties"))));
        known.removeIf(name -> name.startsWith(LIMITS) || NOBODYS_TO_SET.contains(name));
        known.add(LIMITS + "*");
        Set<String> written = rows().stream()
                .flatMap(row -> found(NAME, row.names).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).isEqualTo(known);
    }

    @Test
    void every_default_in_the_readme_is_the_one_that_counts() throws IOException {
        Properties properties = configured();
        for (Row row : rows()) {
            for (String name : found(NAME, row.names)) {
                String value = properties.getProperty(name);
                if (value != null) {
                    assertThat(row.defaults).as(name).contains("`" + value + "`");
                }
            }
        }
    }

    @Test
    void who_waits_for_one_letter_too_many_was_told_how_many_there_are() throws IOException {
        assertThat(configured())
                .containsEntry("toward.throttle.mail-recipient.quota", "5")
                .containsEntry("toward.throttle.mail-recipient.window", "1H");
        Map<String, String> descriptions = new HashMap<>();
        Promises.CONTRACT
                .path("paths")
                .forEach(path -> path.forEach(operation -> descriptions.put(
                        operation.path("operationId").asText(),
                        operation.path("description").asText())));
        for (String writing : List.of("register", "verifyEmail", "changeEmail", "askForPasswordReset")) {
            assertThat(descriptions.get(writing)).as(writing).containsPattern("five such letters [a-z ]*in an hour");
        }
    }

    private static Properties configured() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Row> rows() {
        return ROW.matcher(text(Path.of("README.md")).split("\n### Database", 2)[0])
                .results()
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(ConfigurationTest::name).collect(Collectors.toSet());
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
