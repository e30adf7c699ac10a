package app.toward.docs;

import app.toward.shared.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** No part of the API, and so not in its contract. */
@Path("/docs")
@PermitAll
class DocsResource {
    private final WriteDocs docs;

    DocsResource(WriteDocs docs) {
        this.docs = docs;
    }

    @GET
    public Response guide(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return docs.guide().answer(encodings).build();
    }

    @GET
    @Path("/{file}")
    public Response file(
            @PathParam("file") String file, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return docs.file(file).orElseThrow(Problem::notFound).answer(encodings).build();
    }
}
