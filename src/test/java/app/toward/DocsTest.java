package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The docs are in the running server, for everybody, and need nothing from elsewhere. */
@QuarkusTest
class DocsTest {
    private static final Path CONFIGURATION = Path.of("src/main/resources/application.properties");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    @Test
    void they_are_there_without_a_token() {
        given().get("/docs")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("<title>Toward: the guide</title>"));
        given().get("/docs/reference").then().statusCode(200).contentType("text/html;charset=UTF-8");
        given().get("/docs/application.properties").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/reference"})
    void what_a_page_loads_and_where_it_leads_is_here(String page) {
        List<String> addresses = all(ADDRESS, text(page));
        assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains("//"));
        addresses.stream()
                .filter(address -> address.startsWith("/"))
                .forEach(address ->
                        given().get(address.replaceFirst("#.*", "")).then().statusCode(200));
        assertThat(all(ID, text(page)))
                .doesNotHaveDuplicates()
                .containsAll(addresses.stream()
                        .filter(address -> address.startsWith("#"))
                        .map(address -> address.substring(1))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/reference", "/docs/style.css", "/docs/swagger-ui-bundle.js"})
    void a_browser_is_told_to_load_and_to_run_nothing_else(String path) {
        String policy = given().get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .extract()
                .header("Content-Security-Policy");
        assertThat(policy)
                .startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void every_code_that_a_call_is_refused_with_is_explained() throws IOException {
        Set<String> codes = new TreeSet<>();
        Pattern described = Pattern.compile("`([a-z][a-z0-9_]*)`(?=: |, `| or `| and others: )");
        Contract.operations()
                .flatMap(operation -> operation.responses().entrySet().stream())
                .filter(response -> response.getKey().startsWith("4"))
                .forEach(response ->
                        codes.addAll(all(described, response.getValue().get("description") + "")));
        Pattern thrown = Pattern.compile(
                "Problem\\s*\\.(?:malformed|unauthenticated|forbidden|conflict|gone|rule|unavailable)\\(\\s*\"([a-z_]+)\"");
        Pattern ofStatus = Pattern.compile("Problem\\s*\\.?ofStatus\\(\\s*\\d+,\\s*\"([a-z_]+)\"");
        for (String source : sources()) {
            codes.addAll(all(thrown, source));
            codes.addAll(all(ofStatus, source));
        }
        assertThat(codes).contains("id_taken", "not_acceptable", "confirmation_needed");
        assertThat(all(ID, text("/docs"))).containsAll(codes);
    }

    @Test
    void a_refusal_leads_to_what_explains_it() {
        String type = given().get("/v1/me")
                .then()
                .body("type", equalTo("/docs#token_missing"))
                .extract()
                .path("type");
        assertThat(text("/docs")).contains("id=\"" + type.substring(type.indexOf('#') + 1) + '"');
    }

    @Test
    void every_limit_of_the_configuration_is_told() throws IOException {
        Set<String> configured = all(
                        Pattern.compile("(?m)^toward\\.throttle\\.([a-z-]+)\\.quota="), Files.readString(CONFIGURATION))
                .stream()
                .collect(Collectors.toSet());
        String html = text("/docs");
        String table = html.substring(html.indexOf("id=\"limits\""), html.indexOf("id=\"versions\""));
        assertThat(all(Pattern.compile("(<td class=\"amount\">)"), table)).hasSameSizeAs(configured);
        assertThat(table).contains("1,000,000 a minute");
    }

    @Test
    void it_is_compressed_and_kept_by_who_has_it() {
        String address = all(ADDRESS, text("/docs/reference")).stream()
                .filter(each -> each.contains("swagger-ui-bundle"))
                .findFirst()
                .orElseThrow();
        var undecoded = RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        var compressed = given().config(undecoded)
                .header("Accept-Encoding", "br, gzip")
                .get(address)
                .then();
        compressed
                .header("Content-Encoding", "gzip")
                .header("Vary", containsString("Accept-Encoding"))
                .header("Cache-Control", "public, max-age=31536000, immutable");
        var plain = given().config(undecoded)
                .header("Accept-Encoding", "gzip;q=0")
                .get(address)
                .then();
        assertThat(plain.extract().header("Content-Encoding")).isNull();
        assertThat(compressed.extract().asByteArray().length * 2)
                .isLessThan(plain.extract().asByteArray().length);
        String tag = compressed.extract().header("ETag");
        assertThat(tag).isNotEqualTo(plain.extract().header("ETag"));
        given().config(undecoded)
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(304);
    }

    private static String text(String path) {
        return given().get(path).then().statusCode(200).extract().asString();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }
}
