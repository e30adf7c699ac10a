package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import app.toward.Couple;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@QuarkusTest
class PictureTest {
    private Couple us;

    @BeforeEach
    void found() {
        us = Couple.together();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/insights/bids", "/insights/check-ins", "/insights/times"})
    void the_same_figures_can_be_had_as_pictures(String path) throws Exception {
        log();
        Response svg = got(path, "image/svg+xml");
        svg.then().statusCode(200).contentType("image/svg+xml").header("Vary", containsString("Accept"));
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.asByteArray()))
                .getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
        Response png = got(path, "image/png");
        png.then().statusCode(200).contentType("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(png.asByteArray())).getWidth())
                .isEqualTo(720);
        assertThat(new String(png.asByteArray(), StandardCharsets.ISO_8859_1)).contains("Description");
    }

    @Test
    void a_picture_can_be_revalidated_and_has_two_themes() {
        String path = "/insights/times";
        String tag = got(path, "image/png").header("ETag");
        us.ana()
                .request()
                .accept("image/png")
                .header("If-None-Match", tag)
                .get(us.path(path))
                .then()
                .statusCode(304);
        assertThat(got(path + "?theme=dark", "image/png").header("ETag")).isNotEqualTo(tag);
        assertThat(got(path, "application/json").header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void who_does_not_mind_gets_json_and_who_wants_something_else_is_told() {
        got("/insights/bids", "*/*").then().statusCode(200).contentType("application/json");
        got("/insights/bids", "image/svg+xml;q=0.2, application/json").then().contentType("application/json");
        got("/insights/bids", "text/html").then().statusCode(406).contentType("application/problem+json");
    }

    /** A week with fewer than five bids has neither bar nor dot. */
    @Test
    void what_is_too_little_is_not_drawn() {
        String before = got("/insights/bids", "image/svg+xml").asString();
        log();
        String after = got("/insights/bids", "image/svg+xml").asString();
        assertThat(withoutWords(after)).isEqualTo(withoutWords(before));
        log();
        log();
        log();
        log();
        assertThat(withoutWords(got("/insights/bids", "image/svg+xml").asString()))
                .isNotEqualTo(withoutWords(before));
    }

    private static String withoutWords(String svg) {
        return svg.replaceAll("<desc[^>]*>[^<]*</desc>", "");
    }

    private Response got(String path, String type) {
        return us.ana().request().accept(type).get(us.path(path));
    }

    private void log() {
        us.ana()
                .post(
                        us.path("/bids"),
                        Map.of(
                                "bidder", "me",
                                "kind", "play",
                                "channel", "call",
                                "occurredAt", TestClock.now().toString(),
                                "perspective", Map.of("response", "turned_toward")))
                .statusCode(201);
    }
}
