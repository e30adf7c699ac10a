package app.toward.shared;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jboss.resteasy.reactive.RestResponse;

/** The texts of one resource bundle in one language. */
public record Texts(ResourceBundle bundle) {
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** The first of these languages that there are texts in, else English. */
    public static Texts in(String bundle, List<Locale> acceptable) {
        return acceptable.stream()
                .flatMap(language -> find(bundle, language).stream())
                .findFirst()
                .or(() -> find(bundle, Locale.ENGLISH))
                .orElseThrow();
    }

    private static Optional<Texts> find(String bundle, Locale language) {
        try {
            return Optional.of(new Texts(ResourceBundle.getBundle(bundle, language, NO_FALLBACK)));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }

    public String get(String key) {
        return bundle.getString(key);
    }

    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(get(key)) : Optional.empty();
    }

    public Locale locale() {
        return bundle.getLocale();
    }

    /** A response that says which language it is in, and that another could be had. */
    public <T> RestResponse<T> tagged(T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
