package app.toward.checkin;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.ChosenId;
import app.toward.shared.IfMatch;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/partnerships/{partnership}/check-ins")
@Authenticated
@Tag(
        name = "Check-ins",
        description = "Rounds in which both answer the same short template. A dated round is there by the calendar:"
                + " whether the other looked at it or answered it shows nowhere, until both have shared their answers.")
class CheckInResource {
    static final String KIND = "check_in";

    private final Caller caller;
    private final Clock clock;
    private final Pages pages;
    private final ChosenId chosenId;
    private final IfMatch ifMatch;

    CheckInResource(Caller caller, Clock clock, Pages pages, ChosenId chosenId, IfMatch ifMatch) {
        this.caller = caller;
        this.clock = clock;
        this.pages = pages;
        this.chosenId = chosenId;
        this.ifMatch = ifMatch;
    }

    @POST
    @Transactional
    @Operation(
            operationId = "beginCheckIn",
            summary = "Get the round of your local date, or open one on demand",
            description = "Both members may call this. Of a dated template it gives the round that your local date"
                    + " belongs to, and changes nothing. Of one on demand it opens a round, which both then see, for"
                    + " 72 hours; while one is open and not revealed it gives that one, whatever id was asked for.")
    @APIResponse(responseCode = "200", description = "The round was there.")
    @APIResponse(responseCode = "201", description = "A round was opened on demand.")
    @Refuses(status = 409, code = "partnership_paused", when = "A round would be opened on demand during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "id_taken", when = "Another check-in has this id.")
    @Refuses(status = 409, code = "template_retired", when = "The template opens no rounds any more.")
    public RestResponse<CheckInView> begin(@RestPath UUID partnership, @Valid @NotNull NewCheckIn asked) {
        Instant now = clock.instant();
        Membership membership = Membership.toWrite(caller, partnership, now);
        Template template = Templates.find(membership, asked.template()).orElseThrow(CheckInResource::unknownTemplate);
        if (template.cadence() == Cadence.ON_DEMAND) {
            return open(membership, template, chosenId.or(asked.id()));
        }
        if (asked.id() != null) {
            throw Problem.invalidField("/id", "not_chosen", "a dated round has its id from the calendar");
        }
        Round round = Round.ofNow(membership, template, now);
        return RestResponse.ok(CheckInView.of(round, Answers.find(membership, round.id()), now));
    }

    private static Problem unknownTemplate() {
        return Problem.invalidField("/template", "unknown_template", "is no template of this partnership");
    }

    private RestResponse<CheckInView> open(Membership membership, Template template, UUID id) {
        Turn.take(membership, template.cadence());
        Instant now = clock.instant();
        Round asked =
                Round.onDemand(id, template, membership.calendars().at(now).dateAt(now), now);
        Answers known = Answers.find(membership, id);
        if (known.mine() != null && !known.mine().template.equals(template.key())) {
            throw Problem.conflict("id_taken", "Another check-in has this id.");
        }
        Answers there =
                known.mine() == null ? Rounds.open(membership, template, now).orElse(known) : known;
        if (there.mine() != null) {
            return RestResponse.ok(CheckInView.of(Round.of(membership, template, there.mine()), there, now));
        }
        if (template.isRetiredAt(now)) {
            throw Round.retired();
        }
        membership.requireNotPaused();
        Answers opened = Answers.open(membership, asked);
        Feed.upsert(told(membership, id), membership.members(), now);
        return RestResponse.status(RestResponse.Status.CREATED, CheckInView.of(asked, opened, now));
    }

    @GET
    @Operation(
            operationId = "listCheckIns",
            summary = "List check-ins",
            description = "Both members may call this. Each sees the rounds that are open, those they answered"
                    + " themselves and those opened on demand, newest first; what the other did adds nothing to it.")
    @APIResponse(responseCode = "200", description = "A page of check-ins.")
    public Page<CheckInView> list(@RestPath UUID partnership, @BeanParam PageRequest request) {
        Instant now = clock.instant();
        Membership membership = Membership.of(caller, partnership, now);
        Rounds rounds = Rounds.of(membership, now);
        String list = "check-ins/" + partnership + "/" + membership.accountId();
        Page<Rounds.Seen> page = pages.page(list, request, rounds::list, Rounds.Seen::position);
        return new Page<>(page.items().stream().map(rounds::view).toList(), page.next());
    }

    @GET
    @Path("/today")
    @Operation(
            operationId = "listOpenCheckIns",
            summary = "List what you can answer now",
            description = "Both members may call this: every round, of every template, whose window is open and whose"
                    + " answers are not revealed, newest first.")
    @APIResponse(responseCode = "200", description = "The open check-ins, all on one page.")
    public Page<CheckInView> today(@RestPath UUID partnership) {
        Instant now = clock.instant();
        Membership membership = Membership.of(caller, partnership, now);
        Rounds rounds = Rounds.of(membership, now);
        return new Page<>(rounds.open().stream().map(rounds::view).toList(), null);
    }

    @GET
    @Path("/{checkIn}")
    @Operation(
            operationId = "getCheckIn",
            summary = "Read a check-in",
            description = "Both members may call this, once the round has opened. Until the reveal each sees only their"
                    + " own answer.")
    @APIResponse(responseCode = "200", description = "The check-in.")
    public CheckInView get(@RestPath UUID partnership, @RestPath UUID checkIn) {
        Instant now = clock.instant();
        Membership membership = Membership.of(caller, partnership, now);
        Answers answers = Answers.find(membership, checkIn);
        Round round = Rounds.find(membership, checkIn, answers, now);
        return CheckInView.of(round, answers, now);
    }

    @PUT
    @Path("/{checkIn}/answer")
    @Transactional
    @Operation(
            operationId = "answerCheckIn",
            summary = "Answer a check-in",
            description = "Both members may call this, each for themselves, from the opening of the round to the end of"
                    + " its window, and may answer anew until the reveal. The second shared answer reveals both: the"
                    + " response shows it. After your own date has ended the answer is marked late. While the partnership is"
                    + " paused, only `private` answers are taken.")
    @APIResponse(responseCode = "200", description = "Your answer is kept.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would be shared during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "round_closed", when = "The window of the round has ended.")
    @Refuses(status = 409, code = "already_revealed", when = "Both answers are revealed, and stand.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public CheckInView answer(
            @RestPath UUID partnership,
            @RestPath UUID checkIn,
            @Valid @NotNull NewAnswer answer,
            @Context HttpHeaders headers) {
        Membership membership = Membership.toWrite(caller, partnership, clock.instant());
        Turn.take(membership, checkIn);
        Instant now = clock.instant();
        Answers answers = Answers.find(membership, checkIn);
        Round round = Rounds.find(membership, checkIn, answers, now);
        Wording wording = Wording.in(headers.getAcceptableLanguages());
        Values values = Values.of(answer.values(), Templates.itemsOf(membership, round, wording));
        ifMatch.requireMatch(CheckInView.of(round, answers, now));
        var given = answers.give(answer.visibility(), values, round, membership, now);
        given.ifPresent(changed -> tell(membership, checkIn, changed, now));
        return CheckInView.of(round, given.orElse(answers), now);
    }

    /** Before the reveal nobody but the author may notice a change. */
    private static void tell(Membership membership, UUID checkIn, Answers answers, Instant now) {
        Feed.upsert(told(membership, checkIn), answers.readers(membership), now);
    }

    private static Thing told(Membership membership, UUID checkIn) {
        return new Thing(KIND, membership.partnershipId(), checkIn);
    }

    @DELETE
    @Path("/{checkIn}/answer")
    @Transactional
    @Operation(
            operationId = "withdrawAnswer",
            summary = "Withdraw your answer",
            description =
                    "Both members may call this, each for their own answer, at any time. Before the reveal nothing"
                            + " remains of it; after the reveal both see that it was withdrawn, and no longer what it was.")
    @APIResponse(responseCode = "204", description = "You have no answer in this check-in.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void withdraw(@RestPath UUID partnership, @RestPath UUID checkIn) {
        takeBack(partnership, checkIn, Answer::withdraw);
    }

    @PUT
    @Path("/{checkIn}/answer/addendum")
    @Transactional
    @Operation(
            operationId = "addToAnswer",
            summary = "Add to your revealed answer",
            description =
                    "Both members may call this, each for their own answer, from the reveal on: the answer stands,"
                            + " and this is shown beside it. Another one takes its place.")
    @APIResponse(responseCode = "200", description = "The addendum is kept, and both see it.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would be shared during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "not_revealed", when = "The answer can still be changed itself.")
    @Refuses(status = 409, code = "answer_withdrawn", when = "You have withdrawn the answer.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public CheckInView add(@RestPath UUID partnership, @RestPath UUID checkIn, @Valid @NotNull Addendum addendum) {
        Membership membership = Membership.toWrite(caller, partnership, clock.instant());
        Turn.take(membership, checkIn);
        Instant now = clock.instant();
        Answers answers = Answers.find(membership, checkIn);
        Round round = Rounds.find(membership, checkIn, answers, now);
        ifMatch.requireMatch(CheckInView.of(round, answers, now));
        if (answers.add(addendum.text(), membership)) {
            tell(membership, checkIn, answers, now);
        }
        return CheckInView.of(round, answers, now);
    }

    @DELETE
    @Path("/{checkIn}/answer/addendum")
    @Transactional
    @Operation(
            operationId = "withdrawAddendum",
            summary = "Take back what you added to your answer",
            description = "Both members may call this, also after the end, each for their own addendum, and may repeat"
                    + " it.")
    @APIResponse(responseCode = "204", description = "Your answer has no addendum.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void removeAddendum(@RestPath UUID partnership, @RestPath UUID checkIn) {
        takeBack(partnership, checkIn, (mine, now) -> mine.removeAddendum());
    }

    /** What an author does to their answer, and whether that changed anything. */
    private interface TakingBack {
        boolean isDone(Answer mine, Instant now);
    }

    private void takeBack(UUID partnership, UUID checkIn, TakingBack takingBack) {
        Membership membership = Membership.toTakeBack(caller, partnership, clock.instant());
        Turn.take(membership, checkIn);
        Instant now = clock.instant();
        Answers answers = Answers.find(membership, checkIn);
        if (answers.mine() == null && membership.hasEnded()) {
            // Nothing of theirs is here (any more), which is what they want: repeating it succeeds, too.
            return;
        }
        Round round = Rounds.find(membership, checkIn, answers, now);
        ifMatch.requireMatch(CheckInView.of(round, answers, now));
        if (answers.mine() != null && takingBack.isDone(answers.mine(), now)) {
            tell(membership, checkIn, answers, now);
        }
    }
}
