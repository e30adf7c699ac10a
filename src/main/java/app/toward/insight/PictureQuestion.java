package app.toward.insight;

import app.toward.chart.Picture;
import app.toward.chart.Theme;
import app.toward.shared.Form;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;

/** Which figures are asked for that can be looked at too. */
class PictureQuestion extends InsightQuestion {
    @QueryParam("theme")
    @DefaultValue("light")
    @Parameter(description = "The colours of a picture.", example = "dark")
    Theme theme = Theme.LIGHT;

    static Form form(Request request) {
        return Form.preferred(request, Form.values());
    }

    /** The figures, or their picture. */
    RestResponse<Object> answer(
            Object figures, Function<InsightPicture, Picture> picture, Setting setting, Request request) {
        Form form = form(request);
        var pictures = new InsightPicture(setting, theme);
        Object body = switch (form) {
            case JSON -> figures;
            case SVG -> picture.apply(pictures).svg();
            case PNG -> picture.apply(pictures).png();
        };
        return RestResponse.ResponseBuilder.ok(body)
                .type(form.type)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        setting.sentences().locale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
