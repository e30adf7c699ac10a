package app.toward.shared;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In what form something is wanted that can be read or looked at. */
public enum Form {
    JSON(Form.JSON_TYPE),
    SVG(Form.SVG_TYPE),
    PNG(Form.PNG_TYPE);

    public static final String JSON_TYPE = MediaType.APPLICATION_JSON;
    public static final String SVG_TYPE = "image/svg+xml";
    public static final String PNG_TYPE = "image/png";

    public final String type;

    Form(String type) {
        this.type = type;
    }

    private MediaType mediaType() {
        return MediaType.valueOf(type);
    }

    /** What the caller prefers of what is offered; the first of it where they do not mind. */
    public static Form preferred(Request request, Form... offered) {
        List<Variant> variants = Variant.mediaTypes(
                        Stream.of(offered).map(Form::mediaType).toArray(MediaType[]::new))
                .build();
        @Nullable Variant chosen = request.selectVariant(variants);
        return Stream.of(offered)
                .filter(form -> chosen != null && form.mediaType().equals(chosen.getMediaType()))
                .findFirst()
                .orElse(offered[0]);
    }
}
