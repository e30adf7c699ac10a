package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;
import org.yaml.snakeyaml.Yaml;

/** What was released goes on working for its clients, unless the major version moves. */
class ReleasedContractTest {
    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    @Test
    void the_contract_keeps_what_was_released() throws IOException {
        String released = Files.readString(latestRelease());
        String present = Files.readString(COMMITTED);
        assertThat(majorVersionOf(present)).isGreaterThanOrEqualTo(majorVersionOf(released));
        if (majorVersionOf(present) == majorVersionOf(released)) {
            assertThat(breaksOf(released, present)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
        an operation goes,            "  /v1/feed/tickets:",              "  /v1/feed/entrance-tickets:"
        a field of a response goes,   "        hasMore:\n",               "        more:\n"
        a field changes its type,     "  hasMore:\n          type: boolean", "  hasMore:\n          type: string"
        a request gets narrower,      "          maxLength: 254",         "          maxLength: 100"
        a request needs more,         "      - displayName\n",            "      - displayName\n      - locale\n"
        a parameter goes,             "        name: ticket\n",           "        name: entrance\n"
        a parameter becomes required, "        name: after\n",            "        name: after\n        required: true\n"
        a response goes,              "        \"\"410\"\":",             "        \"\"411\"\":"
        a media type goes,            "            image/png:",           "            image/gif:"
        a value goes,                 "      - shared_activity\n",        ""
        """)
    void a_change_that_breaks_clients_is_noticed(String change, String before, String after) throws IOException {
        String released = Files.readString(COMMITTED);
        String present = released.replace(lines(before), lines(after));
        assertThat(present)
                .as("The contract has nothing to try it on: %s", before)
                .isNotEqualTo(released);
        assertThat(breaksOf(released, present)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
        a field comes,        "        hasMore:\n",        "        pages:\n          type: integer\n        hasMore:\n"
        a value comes,        "      - shared_activity\n", "      - shared_activity\n      - celebration\n"
        a request gets wider, "          minLength: 10",   "          minLength: 8"
        """)
    void a_change_that_breaks_nobody_is_let_pass(String change, String before, String after) throws IOException {
        String released = Files.readString(COMMITTED);
        String present = released.replace(lines(before), lines(after));
        assertThat(present).isNotEqualTo(released);
        assertThat(breaksOf(released, present)).isEmpty();
    }

    private static String lines(String cell) {
        return Objects.requireNonNullElse(cell, "").replace("\\n", "\n");
    }

    private static String breaksOf(String released, String present) throws IOException {
        Set<String> gone = valuesOf(released);
        gone.removeAll(valuesOf(present));
        if (!gone.isEmpty()) {
            return "values have gone: " + gone;
        }
        var changed = OpenApiCompare.fromContents(as30(released), as30(present));
        return changed.isIncompatible() ? rendered(changed) : "";
    }

    private static String rendered(ChangedOpenApi changed) {
        var bytes = new ByteArrayOutputStream();
        new MarkdownRender().render(changed, new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The library sees the types of fields in documents of 3.0 alone; nothing else that it compares is written otherwise. */
    private static String as30(String contract) {
        return contract.replaceFirst("openapi: 3\\.1\\.0", "openapi: 3.0.3");
    }

    /** Open enumerations, which the library does not know. */
    private static Set<String> valuesOf(String contract) {
        var values = new TreeSet<String>();
        read(contract)
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("x-extensible-enum")
                        .forEach(value -> values.add(schema.getKey() + "." + value.asText())));
        return values;
    }

    private static int majorVersionOf(String contract) {
        return Integer.parseInt(read(contract).at("/info/version").asText().split("\\.", -1)[0]);
    }

    private static JsonNode read(String contract) {
        return new ObjectMapper().valueToTree(new Yaml().load(contract));
    }

    private static Path latestRelease() throws IOException {
        try (Stream<Path> released = Files.list(Path.of("openapi/released"))) {
            return released.max(Comparator.comparing(ReleasedContractTest::version))
                    .orElseThrow();
        }
    }

    private static Version version(Path released) {
        return Version.parse(released.getFileName().toString().replace(".yaml", ""));
    }
}
