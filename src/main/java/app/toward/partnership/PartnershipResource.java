package app.toward.partnership;

import app.toward.session.Caller;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/partnerships")
@Authenticated
@Tag(name = "Partnerships", description = "What two people share: exactly two accounts, of one kind.")
class PartnershipResource {
    private final Caller caller;
    private final Clock clock;
    private final Pages pages;

    PartnershipResource(Caller caller, Clock clock, Pages pages) {
        this.caller = caller;
        this.clock = clock;
        this.pages = pages;
    }

    @GET
    @Operation(
            operationId = "listPartnerships",
            summary = "List your partnerships",
            description = "Any signed-in person may call this, for their own partnerships, newest first.")
    @APIResponse(responseCode = "200", description = "A page of partnerships.")
    public Page<PartnershipView> list(@BeanParam PageRequest request) {
        UUID account = caller.accountId();
        return pages.page(
                "partnerships/" + account,
                request,
                (after, limit) -> PartnershipView.list(account, after, limit),
                PartnershipView::position);
    }

    @GET
    @Path("/{partnership}")
    @Operation(
            operationId = "getPartnership",
            summary = "Read a partnership",
            description = "Its two members may call this; for everybody else it does not exist.")
    @APIResponse(responseCode = "200", description = "The partnership.")
    public PartnershipView get(@RestPath @Parameter(description = "The id of the partnership.") UUID partnership) {
        var membership = Membership.of(caller, partnership, clock.instant());
        return PartnershipView.find(membership.accountId(), partnership).orElseThrow(Problem::notFound);
    }
}
