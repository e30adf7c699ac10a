package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.ChosenId;
import app.toward.shared.IfMatch;
import app.toward.shared.Page;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/partnerships/{partnership}/templates")
@Authenticated
@Tag(name = "Templates")
class PartnershipTemplateResource {
    static final String KIND = "template";

    private final Caller caller;
    private final Clock clock;
    private final ChosenId chosenId;
    private final IfMatch ifMatch;

    PartnershipTemplateResource(Caller caller, Clock clock, ChosenId chosenId, IfMatch ifMatch) {
        this.caller = caller;
        this.clock = clock;
        this.chosenId = chosenId;
        this.ifMatch = ifMatch;
    }

    @GET
    @Operation(
            operationId = "listTemplates",
            summary = "List the templates of a partnership",
            description =
                    "Both members may call this: the built-in templates for their kind and their own, in the latest version;"
                            + " after the end, of what they made here only what you answered, and the words that are yours.")
    @APIResponse(responseCode = "200", description = "All templates, on one page.")
    public RestResponse<Page<TemplateView>> list(@RestPath UUID partnership, @Context HttpHeaders headers) {
        Membership membership = Membership.of(caller, partnership, clock.instant());
        Wording wording = Wording.in(headers.getAcceptableLanguages());
        List<TemplateView> all = Stream.concat(
                        BuiltIn.of(membership).stream().map(builtIn -> TemplateView.of(builtIn, wording)),
                        ReadableTemplate.latest(membership.accountId(), partnership).stream()
                                .map(ReadableTemplate::view))
                .toList();
        return wording.tagged(new Page<>(all, null));
    }

    @GET
    @Path("/{template}")
    @Operation(
            operationId = "getTemplate",
            summary = "Read a template",
            description = "Both members may call this, for every version that there ever was;"
                    + " after the end, for those that you answered, and of others the words that are yours.")
    @APIResponse(responseCode = "200", description = "The template.")
    public RestResponse<TemplateView> get(
            @RestPath UUID partnership,
            @RestPath String template,
            @QueryParam("version")
                    @Parameter(description = "Which version; without it, the latest.", example = "1")
                    @Nullable
                    Integer version,
            @Context HttpHeaders headers) {
        Membership membership = Membership.of(caller, partnership, clock.instant());
        Wording wording = Wording.in(headers.getAcceptableLanguages());
        return wording.tagged(BuiltIn.find(membership, template)
                .filter(builtIn -> version == null
                        || version == builtIn.template().latest().number())
                .map(builtIn -> TemplateView.of(builtIn, wording))
                .or(() -> ReadableTemplate.find(membership.accountId(), partnership, template, version)
                        .map(ReadableTemplate::view))
                .orElseThrow(Problem::notFound));
    }

    @POST
    @Transactional
    @Operation(
            operationId = "makeTemplate",
            summary = "Make a template of your own",
            description = "Both members may call this, and both then have it. Its first round is that of today.")
    @APIResponse(responseCode = "201", description = "The template was made.")
    @APIResponse(responseCode = "200", description = "The same request had made it before.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would be shared during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "id_taken", when = "Another template has this id.")
    @Refuses(status = 409, code = "too_many_templates", when = "The partnership has made as many as it may have.")
    public RestResponse<TemplateView> make(@RestPath UUID partnership, @Valid @NotNull NewTemplate asked) {
        Membership membership = inTurn(partnership);
        Instant now = clock.instant();
        UUID id = chosenId.or(asked.id());
        TemplateRow.Present present = TemplateRow.present(membership, id.toString());
        if (present.first() != null && present.latest() != null) {
            requireSame(present.first(), asked);
            return RestResponse.ok(TemplateView.of(present.latest(), membership.kind()));
        }
        membership.requireNotPaused();
        TemplateVersion made = TemplateVersion.make(membership, id, asked, present.own(), now);
        TemplateRow.add(made, membership, now);
        return RestResponse.status(RestResponse.Status.CREATED, TemplateView.of(made, membership.kind()));
    }

    private Membership inTurn(UUID partnership) {
        return Membership.inTurn(KIND, caller, partnership, clock.instant()).requireNotEnded();
    }

    private static void requireSame(TemplateVersion first, NewTemplate asked) {
        if (!asked.isThatOf(first)) {
            throw Problem.conflict("id_taken", "Another template has this id.");
        }
    }

    @PUT
    @Path("/{template}")
    @Transactional
    @Operation(
            operationId = "editTemplate",
            summary = "Change a template of your own",
            description =
                    "Both members may call this. It makes a new version, for the rounds that open from ten seconds later on;"
                            + " what is open or answered keeps the version that it has.")
    @APIResponse(responseCode = "200", description = "The latest version.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would be shared during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 403, code = "built_in", when = "The template is built in.")
    @Refuses(status = 409, code = "too_many_versions", when = "The template has as many versions as it may have.")
    @Refuses(status = 409, code = "template_retired", when = "The template is retired.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public RestResponse<TemplateView> edit(
            @RestPath UUID partnership, @RestPath String template, @Valid @NotNull TemplateEdit edit) {
        Membership membership = inTurn(partnership);
        Instant now = clock.instant();
        TemplateRow.Present before = TemplateRow.present(membership, template);
        TemplateVersion present = latest(membership, before, template);
        ifMatch.requireMatch(TemplateView.of(present, membership.kind()));
        if (present.questions().equals(edit.questions())) {
            return RestResponse.ok(TemplateView.of(present, membership.kind()));
        }
        membership.requireNotPaused();
        TemplateVersion edited = present.edit(membership, edit, before.own(), now);
        TemplateRow.add(edited, membership, now);
        return RestResponse.ok(TemplateView.of(edited, membership.kind()));
    }

    private static TemplateVersion latest(Membership membership, TemplateRow.Present present, String key) {
        if (BuiltIn.find(membership, key).isPresent()) {
            throw Problem.forbidden("built_in", "The built-in templates are the same for everybody.");
        }
        return Optional.ofNullable(present.latest()).orElseThrow(Problem::notFound);
    }

    @DELETE
    @Path("/{template}")
    @Transactional
    @Operation(
            operationId = "retireTemplate",
            summary = "Retire a template of your own",
            description =
                    "Both members may call this, and may repeat it. From ten seconds later on no round of it opens;"
                            + " what is open or answered stays, and so does the template, to be read with it.")
    @APIResponse(responseCode = "204", description = "It opens no rounds any more.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would be shared during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 403, code = "built_in", when = "The template is built in.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void retire(@RestPath UUID partnership, @RestPath String template) {
        Membership membership = inTurn(partnership);
        Instant now = clock.instant();
        TemplateVersion present = latest(membership, TemplateRow.present(membership, template), template);
        ifMatch.requireMatch(TemplateView.of(present, membership.kind()));
        if (present.retiredAt == null) {
            membership.requireNotPaused();
            TemplateRow.retire(present, membership, now);
        }
    }
}
