package app.toward;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That every answer is held to the contract, and how strictly. */
class HeldToContractTest {
    private static final String SETTINGS = "/v1/partnerships/01a202de-1888-71a4-99fe-26f91c21a484/bid-settings";

    @Test
    void no_test_calls_past_the_contract() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Api.class.getName())
                .should()
                .callMethodWhere(describe(
                        "the method is REST Assured's own beginning of a request",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(RestAssured.class)))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("app.toward"));
    }

    @Test
    void what_the_contract_describes_is_let_pass() {
        assertThat(Promises.brokenBy(answer("GET", SETTINGS, "", 200, "application/json", "{\"awaiting\": true}")))
                .isEmpty();
        assertThat(Promises.brokenBy(answer("HEAD", SETTINGS, "", 200, "application/json", "")))
                .isEmpty();
        assertThat(Promises.brokenBy(answer("GET", SETTINGS, "", 304, "", ""))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            a field more              | GET   | /bid-settings | 200 | application/json | {'awaiting': true, 'since': 'ever'}
            a field less              | GET   | /bid-settings | 200 | application/json | {}
            another type              | GET   | /bid-settings | 200 | application/json | {'awaiting': 'yes'}
            another status            | GET   | /bid-settings | 202 | application/json | {'awaiting': true}
            another media type        | GET   | /bid-settings | 200 | text/plain       | {'awaiting': true}
            no body                   | GET   | /bid-settings | 200 | application/json | ""
            a body where none is      | GET   | /bid-settings | 304 | application/json | {'awaiting': true}
            a problem without a code  | GET   | /bid-settings | 404 | application/problem+json | {'status': 404}
            a path that is not there  | GET   | /moods        | 200 | application/json | {'awaiting': true}
            a method that is not there| PUT   | /bid-settings | 200 | application/json | {'awaiting': true}
            """)
    void what_it_does_not_describe_fails(
            String what, String method, String path, int status, String mediaType, String body) {
        String url = SETTINGS.replace("/bid-settings", path);
        assertThat(Promises.brokenBy(answer(method, url, "", status, mediaType, body.replace('\'', '"'))))
                .isNotEmpty();
    }

    @Test
    void a_header_that_it_does_not_describe_fails() {
        var answer = answer("GET", SETTINGS, "", 200, "application/json", "{\"awaiting\": true}");
        answer.headers().put("x-request-id", "from-my-phone");
        assertThat(Promises.brokenBy(answer)).isEmpty();
        answer.headers().put("x-powered-by", "Toward");
        assertThat(Promises.brokenBy(answer)).isNotEmpty();
    }

    @Test
    void a_request_that_is_taken_and_not_described_fails() {
        String body = "{\"awaiting\": false}";
        assertThat(Promises.brokenBy(answer("PATCH", SETTINGS, body, 200, "application/json", body)))
                .isEmpty();
        assertThat(Promises.brokenBy(answer("PATCH", SETTINGS, "{\"awaiting\": 0}", 200, "application/json", body)))
                .isNotEmpty();
    }

    private static Exchange answer(String method, String path, String sent, int status, String mediaType, String body) {
        Map<String, String> headers = new HashMap<>();
        if (!mediaType.isEmpty()) {
            headers.put("content-type", mediaType);
        }
        return new Exchange(method, path, sent, status, headers, body);
    }
}
