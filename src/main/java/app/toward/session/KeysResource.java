package app.toward.session;

import app.toward.shared.Keys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

@Path("/.well-known/jwks.json")
@Tag(name = "Sessions")
class KeysResource {
    private final KeySetView published;

    KeysResource(Keys keys) {
        published = new KeySetView(keys.ellipticCurve().stream()
                .map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY))
                .toList());
    }

    @GET
    @PermitAll
    @Produces("application/json")
    @Cache(maxAge = 300)
    @Operation(
            operationId = "getKeys",
            summary = "Read the public keys",
            description = "Anybody may call this: the keys that access tokens are verified with (RFC 7517).")
    @APIResponse(responseCode = "200", description = "A JWK set.")
    public KeySetView keys() {
        return published;
    }

    @Schema(name = "KeySet", description = "Public keys (RFC 7517).")
    record KeySetView(
            @Schema(description = "EC keys, each with its `kid`.")
            List<Map<String, Object>> keys) {}
}
