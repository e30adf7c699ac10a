package app.toward.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into pictures is as wide as a phone at most; nothing breaks or cuts it there. */
class WordsFitTest {
    private static final int MARGIN = 12;
    private static final Map<String, Font> FONTS = Map.of(
            "picture\\.\\w+", Style.HEADING,
            "picture\\.(bids|times)\\.(me|partner).*", Style.TITLE,
            "picture\\.\\w+\\.note", Style.LABEL);

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void no_line_of_a_picture_is_cut_off(String language) {
        var texts = ResourceBundle.getBundle("app.toward.insight.sentences", Locale.forLanguageTag(language));
        var graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FONTS.forEach((keys, font) -> assertThat(texts.keySet().stream().filter(key -> key.matches(keys)))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(texts.getString(key).lines())
                        .allSatisfy(
                                line -> assertThat(graphics.getFontMetrics(font).stringWidth(line))
                                        .as(line)
                                        .isLessThanOrEqualTo(Picture.WIDTH - 2 * MARGIN))));
    }
}
