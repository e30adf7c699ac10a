package app.toward.docs;

import app.toward.shared.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** No part of the API, and so not in its contract. */
@Path("/docs")
@PermitAll
class DocsResource {
    /** Any mention of gzip but one that refuses it. */
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private final WriteDocs docs;

    DocsResource(WriteDocs docs) {
        this.docs = docs;
    }

    @GET
    public Response guide(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return give(Optional.of(docs.guide()), encodings);
    }

    @GET
    @Path("/{file}")
    public Response file(
            @PathParam("file") String file, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return give(docs.file(file), encodings);
    }

    private static Response give(Optional<DocsFile> found, @Nullable String encodings) {
        DocsFile file = found.orElseThrow(Problem::notFound);
        boolean isGzip = encodings != null && GZIP.matcher(encodings).find();
        var response = Response.ok(isGzip ? file.gzipped : file.bytes)
                .type(file.type)
                .header(HttpHeaders.CACHE_CONTROL, file.cacheControl)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", file.policy);
        return (isGzip ? response.encoding("gzip") : response).build();
    }
}
