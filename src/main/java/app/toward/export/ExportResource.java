package app.toward.export;

import app.toward.mail.WriteLetter;
import app.toward.session.Caller;
import app.toward.shared.ChosenId;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/me/exports")
@Authenticated
@Tag(name = "Exports", description = "All that you have here, as a file to take along.")
@Produces(MediaType.APPLICATION_JSON)
class ExportResource {
    private final Caller caller;
    private final Clock clock;
    private final Pages pages;
    private final ChosenId chosenId;
    private final Throttle throttle;
    private final WriteLetter writeLetter;

    ExportResource(
            Caller caller, Clock clock, Pages pages, ChosenId chosenId, Throttle throttle, WriteLetter writeLetter) {
        this.caller = caller;
        this.clock = clock;
        this.pages = pages;
        this.chosenId = chosenId;
        this.throttle = throttle;
        this.writeLetter = writeLetter;
    }

    @POST
    @Operation(
            operationId = "startExport",
            summary = "Ask for an export",
            description = "Any signed-in person may call this, within five minutes after giving their password. It is"
                    + " made in the background; while it is, any request gives the same export. You are mailed that it was"
                    + " asked for. Once it is ready, the one before is over. It has all that"
                    + " you wrote and all of others that you can see now, as it is when its making begins, and never"
                    + " what you cannot see.")
    @APIResponse(
            responseCode = "202",
            description = "It is being made.",
            headers = @Header(name = HttpHeaders.LOCATION, ref = HttpHeaders.LOCATION),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExportView.class)))
    @Refuses(status = 403, code = "confirmation_needed", when = "Your password was not given in the last five minutes.")
    @Refuses(status = 409, code = "id_taken", when = "Another export has this id.")
    public RestResponse<ExportView> start() {
        UUID account = caller.requireFreshPassword();
        UUID id = chosenId.or(null);
        Export export = Export.askedFor(account, id).orElseGet(() -> {
            throttle.spend(List.of(new Counted("export", account.toString())));
            return QuarkusTransaction.requiringNew().call(() -> ask(id, account));
        });
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, ExportView.of(export, clock.instant()))
                .location(URI.create("/v1/me/exports/" + export.id))
                .build();
    }

    private Export ask(UUID id, UUID account) {
        Export export = Export.ask(id, account, clock.instant());
        if (export.id.equals(id)) {
            writeLetter.ofExport(account);
        }
        return export;
    }

    @GET
    @Operation(
            operationId = "listExports",
            summary = "List your exports",
            description = "Any signed-in person may call this, for themselves, newest first.")
    @APIResponse(responseCode = "200", description = "A page of exports.")
    public Page<ExportView> list(@BeanParam PageRequest request) {
        UUID account = caller.accountId();
        return pages.page(
                "exports/" + account,
                request,
                (after, limit) -> ExportView.list(account, after, limit, clock.instant()),
                ExportView::position);
    }

    @GET
    @Path("/{export}")
    @Operation(
            operationId = "getExport",
            summary = "See how far an export is",
            description = "Whoever asked for it may call this.")
    @APIResponse(responseCode = "200", description = "The export.")
    public ExportView get(@RestPath UUID export) {
        return Export.of(caller.accountId(), export)
                .map(found -> ExportView.of(found, clock.instant()))
                .orElseThrow(Problem::notFound);
    }

    @GET
    @Path("/{export}/content")
    @Produces("application/zip")
    @Operation(
            operationId = "getExportContent",
            summary = "Fetch an export",
            description = "Whoever asked for it may call this, within five minutes after giving their password. A ZIP:"
                    + " `index.html` to be read, and for each kind of thing a file of JSON lines, the JSON Schema of"
                    + " these, and the same as CSV. In CSV a text that a spreadsheet would take for a formula has an"
                    + " apostrophe before it.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Refuses(status = 403, code = "confirmation_needed", when = "Your password was not given in the last five minutes.")
    @Refuses(status = 409, code = "export_not_ready", when = "It is not ready yet.")
    @Refuses(status = 409, code = "export_failed", when = "It could not be made.")
    @Refuses(status = 409, code = "export_expired", when = "It is too old.")
    @Blocking
    public RestMulti<byte[]> content(@RestPath UUID export, @Context Request request) {
        UUID account = caller.requireFreshPassword();
        Export found = Export.of(account, export).orElseThrow(Problem::notFound);
        found.requireReady(clock.instant());
        var tag = new EntityTag(found.id + "-" + found.attempt);
        if (request.evaluatePreconditions(tag) != null) {
            return answer(Multi.createFrom().empty(), tag).status(304).build();
        }
        LocalDate date = found.createdAt.atOffset(ZoneOffset.UTC).toLocalDate();
        return answer(ExportParts.of(found.id, found.attempt, Objects.requireNonNull(found.size)), tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"toward-" + date + ".zip\"")
                .build();
    }

    private static RestMulti.SyncRestMulti.Builder<byte[]> answer(Multi<byte[]> parts, EntityTag tag) {
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.ETAG, "\"" + tag.getValue() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}
