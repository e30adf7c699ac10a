package app.toward.feed;

import app.toward.session.Caller;
import app.toward.session.VerifyToken;
import app.toward.shared.Keys;
import app.toward.shared.Refuses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/v1/feed")
@Tag(name = "Feed")
class FeedEventsResource {
    private final Caller caller;
    private final VerifyToken verifyToken;
    private final HoldStreams holdStreams;
    private final Keys keys;
    private final Clock clock;

    FeedEventsResource(Caller caller, VerifyToken verifyToken, HoldStreams holdStreams, Keys keys, Clock clock) {
        this.caller = caller;
        this.verifyToken = verifyToken;
        this.holdStreams = holdStreams;
        this.keys = keys;
        this.clock = clock;
    }

    @POST
    @Path("/tickets")
    @Produces(MediaType.APPLICATION_JSON)
    @Authenticated
    @Transactional
    @ResponseStatus(201)
    @Operation(
            operationId = "makeStreamTicket",
            summary = "Get a ticket for a stream",
            description =
                    "Any signed-in person may call this. The ticket opens one stream, once, within 30 seconds: for"
                            + " clients that can send no header, like a browser's `EventSource`. An access token never belongs"
                            + " into a URL.")
    @APIResponseSchema(value = TicketView.class, responseCode = "201", responseDescription = "The ticket.")
    public TicketView ticket() {
        Instant now = clock.instant();
        var ticket = StreamTicket.issue(caller.claimedAccountId(), caller.claimedSessionId(), keys, now);
        return new TicketView(ticket.text(), now.plus(StreamTicket.LIFE));
    }

    @GET
    @Path("/events")
    @PermitAll
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @SecurityRequirement(name = "accessToken")
    @Operation(
            operationId = "streamFeed",
            summary = "Hear what changes",
            description =
                    "Any signed-in person may call this, for themselves, with an access token or a ticket. It gives"
                            + " what `GET /v1/feed` gives, as it happens (server-sent events): `change` with a change as its data"
                            + " and the cursor as its id; `resync` if your cursor is too old: throw away what you have, everything"
                            + " follows; and a comment at least every 15 seconds. It goes on after `Last-Event-ID`, else after"
                            + " `after`, else from the start. It ends within a second when the device is signed out. An account"
                            + " has five streams at most: another one ends the oldest, whose last event is `replaced`. Who gets"
                            + " that opens it again only when the person comes back to it, or two would replace each other"
                            + " for ever.")
    @APIResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples =
                                                    "id: 1kP2dB3nYb1yqvVfVgT8oQ2bXh6x0u0H3mS0pYvJmY8\nevent: change\ndata:"
                                                            + " {\"kind\":\"bid\",\"id\":\"01a202de-1ab7-75db-91cc-c4cc6225559a\","
                                                            + "\"partnership\":\"01a202de-1888-71a4-99fe-26f91c21a484\",\"op\":\"delete\"}\n")))
    @Refuses(status = 401, code = "invalid_ticket", when = "The ticket was used, is older than 30 seconds, or unknown.")
    public Multi<StreamEvent> events(
            @HeaderParam("Last-Event-ID")
                    @Parameter(description = "The id of the last event that you took; counts more than `after`.")
                    @Nullable
                    String lastEventId,
            @QueryParam("after") @Parameter(description = "The cursor of what you have read.") @Nullable String after,
            @QueryParam("ticket") @Parameter(description = "A ticket, in the place of an access token.") @Nullable
                    String ticket,
            @RestHeader(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) @Nullable String authorization,
            @Context HttpServerResponse response) {
        var reader = ticket == null ? verifyToken.of(authorization) : redeemed(ticket);
        FeedCursor cursor = Stream.of(lastEventId, after)
                .filter(given -> given != null && !given.isEmpty())
                .findFirst()
                .map(given -> FeedCursor.read(given, reader.accountId(), keys))
                .orElse(null);
        EventStream stream = holdStreams.open(reader, cursor, response::reset);
        // Proxies keep nothing of it, and hold nothing back.
        response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store").putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom().publisher(stream);
    }

    private VerifyToken.Claimed redeemed(String ticket) {
        return QuarkusTransaction.requiringNew().call(() -> new StreamTicket(ticket).redeem(keys, clock.instant()));
    }
}
