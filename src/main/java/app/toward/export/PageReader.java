package app.toward.export;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.UUID;

/**
 * Whom a page is written for: in their language and by their clocks. A language is added by a file
 * {@code page_<language>.properties} with the same keys.
 */
record PageReader(Locale locale, ZoneId zone, ResourceBundle words) {
    static final String BUNDLE = "app.toward.export.page";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    static PageReader of(UUID account) {
        Object[] row = Panache.getSession()
                .createSelectionQuery("select a.locale, a.timeZone from Account a where a.id = :id", Object[].class)
                .setParameter("id", account)
                .getSingleResult();
        return of(Locale.forLanguageTag((String) row[0]), (ZoneId) row[1]);
    }

    static PageReader of(Locale language, ZoneId zone) {
        try {
            return new PageReader(language, zone, ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK));
        } catch (MissingResourceException e) {
            return new PageReader(Locale.ENGLISH, zone, ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, NO_FALLBACK));
        }
    }

    String word(String key) {
        return words.getString(key);
    }

    Optional<String> find(String key) {
        return words.containsKey(key) ? Optional.of(words.getString(key)) : Optional.empty();
    }

    /** A time as this person says it. */
    String told(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
    }
}
