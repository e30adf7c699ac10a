package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives each representation its entity tag and answers 304 where the caller has it already. The tag is a digest of
 * the very bytes this caller gets, so it can tell them nothing that the body does not.
 */
@Singleton
class Revalidation {
    private final ObjectMapper json;

    Revalidation(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        boolean isPublic = response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL);
        // What is personal is kept nowhere, unless it has a tag to be revalidated by.
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("private, no-store"));
        Object entity = response.getEntity();
        if (entity instanceof Paged page && page.cursorOfNext() != null) {
            response.getHeaders().putSingle(HttpHeaders.LINK, linkToNext(request, page.cursorOfNext()));
        }
        // Bytes are a picture, and as good a representation as a record.
        boolean isTagged = entity instanceof byte[] || (entity instanceof Record && !(entity instanceof ProblemView));
        if (!isTagged) {
            return;
        }
        byte[] body = entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity);
        String tag = EntityTags.of(body);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (isRead && !isPublic) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
        if (isRead && EntityTags.matchesWeakly(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(body);
        }
    }

    /** Built from what was understood of the query, for its raw text need not be a URI. */
    private static String linkToNext(ContainerRequestContext request, String cursor) {
        UriBuilder next = UriBuilder.fromPath(request.getUriInfo().getPath());
        request.getUriInfo()
                .getQueryParameters()
                .forEach((name, values) -> next.queryParam(
                        encode(name), values.stream().map(Revalidation::encode).toArray()));
        return "<" + next.replaceQueryParam("after", cursor).build() + ">; rel=\"next\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
