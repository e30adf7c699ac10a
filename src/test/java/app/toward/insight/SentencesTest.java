package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.insight.Figure.Subject;
import app.toward.statistics.DayTotals;
import app.toward.statistics.Rate;
import app.toward.statistics.Series;
import java.text.NumberFormat;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is said in words is no more than the interval allows. */
class SentencesTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** Causes, grades, praise and advice, in both languages. */
    private static final Pattern TOO_MUCH = Pattern.compile(
            "\\b(because|caused?|due to|thanks to|leads? to|should|try|great|good|well done|better|worse|best|score|streak"
                    + "|congratulations|keep|improve\\w*|weil|wegen|dank|führt|soll\\w*|versuch\\w*|gut|besser|schlechter"
                    + "|beste|punktzahl|serie|glückwunsch|weiter so|verbesser\\w*|prima)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Map<Locale, Pattern> RANGE = Map.of(
            Locale.ENGLISH, Pattern.compile("between (-?[\\d.,]+)(?: %)? and (-?[\\d.,]+)"),
            Locale.GERMAN, Pattern.compile("zwischen (-?[\\d.,]+)(?: %)? und (-?[\\d.,]+)"));

    @Test
    void both_languages_say_the_same_things_and_never_a_cause_or_a_grade() {
        var english = bundle(Locale.ENGLISH);
        var german = bundle(Locale.GERMAN);
        assertThat(new TreeSet<>(german.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (ResourceBundle bundle : List.of(english, german)) {
            assertThat(bundle.keySet())
                    .allSatisfy(key -> assertThat(bundle.getString(key)).doesNotContainPattern(TOO_MUCH));
        }
    }

    @Property(tries = 300)
    void a_rate_is_told_no_more_exactly_than_it_is_known(
            @ForAll @IntRange(min = 0, max = 60) int n, @ForAll @IntRange(min = 0, max = 60) int part) {
        var finding = Finding.of(new Rate(DayTotals.of(Math.min(part, n), n)));
        isNoMoreThanKnown(new Subject(Metric.TURNED_TOWARD, InsightPerspective.MINE, Bidder.ME, null), finding, 100);
        isNoMoreThanKnown(new Subject(Metric.REPAIRED, InsightPerspective.MINE, Bidder.PARTNER, null), finding, 100);
        isNoMoreThanKnown(new Subject(Metric.AGREEMENT, InsightPerspective.JOINT, Bidder.ME, null), finding, 100);
    }

    @Property(tries = 300)
    void a_change_is_told_with_a_direction_only_where_there_is_one(
            @ForAll @IntRange(min = 0, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int k,
            @ForAll @IntRange(min = 0, max = 60) int formerN,
            @ForAll @IntRange(min = 0, max = 60) int formerK) {
        var finding = Finding.change(
                new Rate(DayTotals.of(Math.min(k, n), n)), new Rate(DayTotals.of(Math.min(formerK, formerN), formerN)));
        var subject = new Subject(Metric.TURNED_TOWARD_CHANGE, InsightPerspective.MINE, Bidder.ME, null);
        isNoMoreThanKnown(subject, finding, 100);
        boolean isClear = finding.interval() != null && !finding.interval().holds(0);
        assertThat(finding.direction() != null).isEqualTo(isClear);
        for (Locale language : LANGUAGES) {
            assertThat(Pattern.compile("higher|lower|höher|niedriger")
                            .matcher(said(subject, finding, language))
                            .find())
                    .isEqualTo(isClear && n > 0);
        }
    }

    @Property(tries = 300)
    void a_mean_is_told_no_more_exactly_than_it_is_known(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 7) Integer> values,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 7) Integer> former) {
        var series = Series.of(values);
        var mean = Finding.mean(series, values.size(), 1, 7);
        isNoMoreThanKnown(new Subject(Metric.MEAN, InsightPerspective.MINE, null, "mood"), mean, 1);
        var change = Finding.meanChange(series, Series.of(former), values.size());
        isNoMoreThanKnown(new Subject(Metric.MEAN_CHANGE, InsightPerspective.PARTNER_VISIBLE, null, "mood"), change, 1);
        var pairs = Finding.ofPairs(series, values.size(), 7);
        isNoMoreThanKnown(new Subject(Metric.DIFFERENCE, InsightPerspective.JOINT, null, "mood"), pairs, 1);
    }

    /** Every range in the words holds the interval, and there is none where there is no interval. */
    private static void isNoMoreThanKnown(Subject subject, Finding finding, int factor) {
        for (Locale language : LANGUAGES) {
            String said = said(subject, finding, language);
            assertThat(said).doesNotContain("{", "null");
            List<double[]> ranges = ranges(said, language);
            var interval = finding.interval();
            if (interval == null) {
                assertThat(ranges).as(said).isEmpty();
                continue;
            }
            assertThat(ranges).as(said).hasSize(1);
            assertThat(ranges.get(0)[0]).as(said).isLessThanOrEqualTo(interval.low() * factor + 1e-6);
            assertThat(ranges.get(0)[1]).as(said).isGreaterThanOrEqualTo(interval.high() * factor - 1e-6);
        }
    }

    private static List<double[]> ranges(String said, Locale language) {
        List<double[]> ranges = new ArrayList<>();
        Matcher matcher = Objects.requireNonNull(RANGE.get(language)).matcher(said);
        while (matcher.find()) {
            ranges.add(new double[] {number(matcher.group(1), language), number(matcher.group(2), language)});
        }
        return ranges;
    }

    private static double number(String text, Locale language) {
        try {
            return NumberFormat.getNumberInstance(language).parse(text).doubleValue();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(Subject subject, Finding finding, Locale language) {
        return Sentences.in(List.of(language)).say(subject, finding);
    }

    private static ResourceBundle bundle(Locale language) {
        return Sentences.in(List.of(language)).texts().bundle();
    }
}
