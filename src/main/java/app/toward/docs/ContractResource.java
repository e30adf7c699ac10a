package app.toward.docs;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** YAML, or JSON for who asks for it: by the address, the query or the header {@code Accept}. */
@Path("/openapi{extension:(\\.(json|yaml|yml))?}")
@PermitAll
class ContractResource {
    private final ServedContract contract;

    ContractResource(ServedContract contract) {
        this.contract = contract;
    }

    @GET
    public Response contract(
            @PathParam("extension") String extension,
            @QueryParam("format") @Nullable String format,
            @HeaderParam(HttpHeaders.ACCEPT) @DefaultValue("") String accepted,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        DocsFile file = isJson(extension, format, accepted) ? contract.json() : contract.yaml();
        return file.answer(encodings)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static boolean isJson(String extension, @Nullable String format, String accepted) {
        if (!extension.isEmpty()) {
            return extension.equals(".json");
        }
        if (format != null) {
            return format.equalsIgnoreCase("json");
        }
        // Whichever is named first: what cannot be read as a header is no reason to refuse somebody the contract.
        int json = accepted.indexOf(MediaType.APPLICATION_JSON);
        int yaml = accepted.indexOf("yaml");
        return json >= 0 && (yaml < 0 || json < yaml);
    }
}
