package app.toward.insight;

import app.toward.chart.Picture;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** In what form figures are wanted. */
enum Rendering {
    JSON(MediaType.APPLICATION_JSON),
    SVG(Rendering.SVG_TYPE),
    PNG(Rendering.PNG_TYPE);

    static final String SVG_TYPE = "image/svg+xml";
    static final String PNG_TYPE = "image/png";

    private final String type;

    Rendering(String type) {
        this.type = type;
    }

    private MediaType mediaType() {
        return MediaType.valueOf(type);
    }

    /** What the caller prefers; JSON where they do not mind. */
    static Rendering of(Request request) {
        @Nullable
        Variant chosen = request.selectVariant(Variant.mediaTypes(JSON.mediaType(), SVG.mediaType(), PNG.mediaType())
                .build());
        return chosen == null
                ? JSON
                : List.of(values()).stream()
                        .filter(form -> form.mediaType().equals(chosen.getMediaType()))
                        .findFirst()
                        .orElse(JSON);
    }

    /** A response in this form. */
    RestResponse<Object> of(Object figures, Supplier<Picture> picture, Sentences sentences) {
        Object body = switch (this) {
            case JSON -> figures;
            case SVG -> picture.get().svg();
            case PNG -> picture.get().png();
        };
        return RestResponse.ResponseBuilder.ok(body)
                .type(type)
                .header(HttpHeaders.CONTENT_LANGUAGE, sentences.locale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
