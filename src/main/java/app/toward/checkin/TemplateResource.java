package app.toward.checkin;

import app.toward.session.Caller;
import app.toward.shared.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/templates")
@Authenticated
@Tag(name = "Templates", description = "The questions of check-ins, in the language of `Accept-Language`.")
class TemplateResource {
    private final Caller caller;

    TemplateResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listBuiltInTemplates",
            summary = "List the built-in templates",
            description = "Any signed-in person may call this. A partnership has those that are for its kind.")
    @APIResponse(responseCode = "200", description = "All built-in templates.")
    public RestResponse<Page<TemplateView>> builtIn(@Context HttpHeaders headers) {
        caller.accountId();
        Wording wording = Wording.in(headers.getAcceptableLanguages());
        var items = BuiltIn.ALL.stream()
                .map(builtIn -> TemplateView.of(builtIn, wording))
                .toList();
        return wording.tagged(new Page<>(items, null));
    }
}
