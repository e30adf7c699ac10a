package app.toward.insight;

import app.toward.partnership.Membership;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which figures are asked for, and in which language. */
class InsightQuestion extends InsightPeriod {
    @QueryParam("perspective")
    @Parameter(description = "Figures by one person's word alone.", example = "mine")
    InsightPerspective.@Nullable Asked perspective;

    Setting setting(Membership membership, HttpHeaders headers, Instant now) {
        return new Setting(perspective, Dates.today(membership, now), Sentences.in(headers.getAcceptableLanguages()));
    }
}
