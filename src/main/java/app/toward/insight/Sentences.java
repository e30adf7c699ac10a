package app.toward.insight;

import app.toward.insight.Figure.Subject;
import app.toward.shared.Texts;
import app.toward.statistics.Interval;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures in plain words, in one language. Whatever is told of an interval is rounded outwards. A language is added by a
 * file {@code sentences_<language>.properties} with the same keys.
 */
record Sentences(Texts texts) {
    private static final String BUNDLE = "app.toward.insight.sentences";

    static Sentences in(List<Locale> acceptable) {
        return new Sentences(Texts.in(BUNDLE, acceptable));
    }

    String say(Subject subject, Finding finding) {
        Scale scale = Scale.of(subject.metric());
        String key = key(subject.metric(), finding);
        Interval interval = finding.interval();
        return format(
                key,
                finding.n(),
                finding.count(),
                interval == null ? null : scale.low(interval, locale()),
                interval == null ? null : scale.high(interval, locale()),
                finding.value() == null ? null : scale.nearest(finding.value(), locale()),
                subject.item() == null ? null : labelOf(subject.item()),
                subject.bidder() == null ? null : format("bids." + name(subject.bidder()), finding.n()),
                word("view", subject.perspective()),
                word("answers", subject.perspective()),
                finding.direction() == null ? null : word("direction", finding.direction()));
    }

    /** A text without figures in it. */
    String text(String key) {
        return texts.get(key);
    }

    String format(String key, @Nullable Object... values) {
        return new MessageFormat(texts.get(key), locale()).format(values);
    }

    /** What an item is called; of a template of their own, as they called it. */
    String labelOf(String item) {
        return texts.find("item." + item).orElse(item);
    }

    Locale locale() {
        return texts.locale();
    }

    private static String key(Metric metric, Finding finding) {
        if (finding.n() == 0) {
            return name(metric) + ".none";
        }
        boolean isWithoutSpread = finding.caveats().contains(Caveat.NO_SPREAD);
        return name(metric) + "." + (isWithoutSpread ? "no_spread" : name(finding.status()));
    }

    private String word(String group, Enum<?> constant) {
        return texts.find(group + "." + name(constant)).orElse("");
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** How numbers of a metric are written. */
    private enum Scale {
        PERCENT(100, 0),
        POINTS(1, 1);

        private final int factor;
        private final int places;

        Scale(int factor, int places) {
            this.factor = factor;
            this.places = places;
        }

        static Scale of(Metric metric) {
            return switch (metric) {
                case TURNED_TOWARD, TURNED_TOWARD_CHANGE, REPAIRED, AGREEMENT -> PERCENT;
                case MEAN, MEAN_CHANGE, DIFFERENCE, DISTANCE, TIME_TO_RESPONSE, RHYTHM -> POINTS;
            };
        }

        String low(Interval interval, Locale locale) {
            return written(Decimals.floor(interval.low() * factor, places), locale);
        }

        String high(Interval interval, Locale locale) {
            return written(Decimals.ceiling(interval.high() * factor, places), locale);
        }

        String nearest(double value, Locale locale) {
            return written(Decimals.nearest(value * factor, places), locale);
        }

        private String written(double value, Locale locale) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(places);
            format.setMaximumFractionDigits(places);
            return format.format(value);
        }
    }
}
