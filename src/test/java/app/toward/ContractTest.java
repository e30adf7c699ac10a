package app.toward;

import static app.toward.Api.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The contract is committed, reviewed like code, and says of every endpoint all that a client must know. */
@QuarkusTest
class ContractTest {
    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    @Inject
    OpenApiDocumentService written;

    @Test
    void the_committed_contract_is_the_one_that_the_code_writes() throws IOException {
        assertThat(written(Format.YAML))
                .as("openapi/openapi.yaml is outdated: review target/openapi/openapi.yaml and copy it there")
                .isEqualTo(new Yaml().load(Files.readString(COMMITTED)));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi,             */*",
        "/openapi,             text/html",
        "/openapi,             'application/yaml, application/json;q=0.5'",
        "/openapi,             'application/yaml; q=.9, application/json'",
        "/openapi?format=yaml, application/json",
        "/openapi.yaml,        application/json",
        "/openapi.yml,         */*"
    })
    void it_is_served_as_it_is_committed(String address, String accepted) throws IOException {
        byte[] served = given().header("Accept", accepted)
                .get(address)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/yaml;charset=UTF-8")
                .extract()
                .asByteArray();
        assertThat(served).isEqualTo(Files.readAllBytes(COMMITTED));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi,             application/json",
        "/openapi,             'application/json;charset=utf-8, */*; q=.2'",
        "/openapi?format=JSON, */*",
        "/openapi.json,        application/yaml"
    })
    void it_is_served_as_json_too(String address, String accepted) {
        String served = given().header("Accept", accepted)
                .get(address)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json;charset=UTF-8")
                .extract()
                .asString();
        assertThat(new Yaml().<Object>load(served)).isEqualTo(written(Format.JSON));
    }

    private Object written(Format format) {
        byte[] document = written.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format);
        return new Yaml().load(new String(document, UTF_8));
    }

    @Test
    void who_has_it_already_is_told_so() {
        var first = given().get("/openapi").then();
        first.header("Cache-Control", "no-cache");
        assertThat(first.extract().headers().getValues("Vary")).contains("Accept", "Accept-Encoding");
        given().header("If-None-Match", first.extract().header("ETag"))
                .get("/openapi")
                .then()
                .statusCode(304);
    }

    @Test
    void it_has_no_other_format() {
        given().get("/openapi.xml").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void every_operation_is_described_whole() {
        List<String> lacking = new ArrayList<>();
        Contract.operations().forEach(operation -> {
            for (String member : List.of("operationId", "summary", "description", "tags", "responses")) {
                if (!operation.description().containsKey(member)) {
                    lacking.add(operation.method() + " " + operation.path() + " has no " + member);
                }
            }
            Set<String> statuses = operation.responses().keySet();
            if (operation.isSecured() && !statuses.contains("401")) {
                lacking.add(operation.id() + " has no 401");
            }
            if (operation.path().contains("{") && !statuses.contains("404")) {
                lacking.add(operation.id() + " has no 404");
            }
            if (operation.hasBody() && !statuses.containsAll(Set.of("400", "408", "413", "415"))) {
                lacking.add(operation.id() + " lacks 400, 408, 413 or 415");
            }
            operation.responses().forEach((status, response) -> {
                boolean isBodiless = Set.of("204", "304").contains(status) || response.containsKey("$ref");
                if (!isBodiless && !response.containsKey("content")) {
                    lacking.add(operation.id() + " " + status + " has no content");
                }
            });
            operation.parameters().stream()
                    .filter(parameter -> !parameter.containsKey("description") && !parameter.containsKey("$ref"))
                    .forEach(parameter -> lacking.add(operation.id() + " does not describe " + parameter.get("name")));
        });
        assertThat(lacking).isEmpty();
    }

    @Test
    void every_body_has_an_example_that_keeps_to_its_schema() {
        List<String> lacking = new ArrayList<>();
        Contract.operations()
                .forEach(operation -> operation.bodies().forEach((body, media) -> {
                    JsonNode described = new ObjectMapper().valueToTree(media);
                    if (!described.has("example")) {
                        lacking.add(operation.id() + " has no example of " + body);
                    } else {
                        Promises.offences(described.get("schema"), described.get("example"))
                                .forEach(offence -> lacking.add(operation.id() + ", " + body + offence));
                    }
                }));
        assertThat(lacking).isEmpty();
    }

    @Test
    void every_property_is_described() {
        Map<String, Map<String, Map<String, Map<String, Object>>>> schemas =
                Contract.document().getMap("components.schemas");
        assertThat(schemas).isNotEmpty();
        List<String> lacking = new ArrayList<>();
        schemas.forEach((name, schema) -> schema.getOrDefault("properties", Map.of())
                .forEach((property, body) -> {
                    if (!body.containsKey("description")) {
                        lacking.add(name + "." + property);
                    }
                }));
        assertThat(lacking).isEmpty();
    }

    @Test
    void each_code_of_a_problem_is_told_once() {
        var told = Pattern.compile("`([a-z_]+)`: ");
        assertThat(Contract.operations())
                .flatMap(operation -> operation.responses().values())
                .extracting(response -> String.valueOf(response.get("description")))
                .allSatisfy(description -> assertThat(
                                told.matcher(description).results().map(code -> code.group(1)))
                        .doesNotHaveDuplicates());
    }

    @Test
    void every_value_of_an_enumeration_is_explained() {
        Map<String, Map<String, Object>> schemas = Contract.document().getMap("components.schemas");
        List<String> lacking = new ArrayList<>();
        schemas.forEach((name, schema) -> {
            if (schema.get("x-extensible-enum") instanceof List<?> values) {
                values.stream()
                        .filter(value ->
                                !String.valueOf(schema.get("description")).contains("`" + value + "`"))
                        .forEach(value -> lacking.add(name + "." + value));
            }
        });
        assertThat(lacking).isEmpty();
    }

    @Test
    void names_of_operations_are_unique() {
        assertThat(Contract.operations().map(Contract.Operation::id)).doesNotHaveDuplicates();
    }
}
