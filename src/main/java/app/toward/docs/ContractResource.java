package app.toward.docs;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** YAML, or JSON for who asks for it: by the address, the query or the header {@code Accept}. */
@Path("/openapi{extension:(\\.(json|yaml|yml))?}")
@PermitAll
class ContractResource {
    private static final List<Variant> FORMATS = Variant.mediaTypes(
                    MediaType.valueOf("application/yaml"), MediaType.APPLICATION_JSON_TYPE)
            .add()
            .build();

    private final ServedContract contract;

    ContractResource(ServedContract contract) {
        this.contract = contract;
    }

    @GET
    public Response contract(
            @PathParam("extension") String extension,
            @QueryParam("format") @Nullable String format,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings,
            @Context Request request) {
        DocsFile file = isJson(extension, format, request) ? contract.json() : contract.yaml();
        return Response.fromResponse(file.answer(encodings))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static boolean isJson(String extension, @Nullable String format, Request request) {
        if (!extension.isEmpty()) {
            return extension.equals(".json");
        }
        if (format != null) {
            return format.equalsIgnoreCase("json");
        }
        Variant preferred = request.selectVariant(FORMATS);
        return preferred != null && preferred.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
    }
}
