package app.toward.checkin;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
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
        // Only who opens a round waits for a turn. That a template of their own is on demand is known once it is read.
        boolean isInTurn = BuiltIn.isOnDemand(asked.template());
        Rounds rounds = isInTurn ? inTurn(partnership, Cadence.ON_DEMAND) : held(partnership);
        rounds.membership().requireNotEnded();
        Template template = rounds.template(asked.template()).orElseThrow(CheckInResource::unknownTemplate);
        if (template.cadence() == Cadence.ON_DEMAND) {
            return open(isInTurn ? rounds : inTurn(partnership, Cadence.ON_DEMAND), template, chosenId.or(asked.id()));
        }
        if (asked.id() != null) {
            throw Problem.invalidField("/id", "not_chosen", "a dated round has its id from the calendar");
        }
        Round round = Round.ofNow(rounds.membership(), template, rounds.now());
        return RestResponse.ok(CheckInView.of(round, Answers.find(rounds.membership(), round.id()), rounds.now()));
    }

    private Rounds held(UUID partnership) {
        Instant now = clock.instant();
        return Rounds.of(Membership.toTakeBack(TemplateRow.OWN, caller, partnership, now), now);
    }

    private Rounds inTurn(UUID partnership, Object thing) {
        return Rounds.inTurn(thing, caller, partnership, clock);
    }

    private static Problem unknownTemplate() {
        return Problem.invalidField("/template", "unknown_template", "is no template of this partnership");
    }

    private static RestResponse<CheckInView> open(Rounds rounds, Template template, UUID id) {
        Membership membership = rounds.membership();
        Instant now = rounds.now();
        Round asked =
                Round.onDemand(id, template, membership.calendars().at(now).dateAt(now), now);
        List<Answers> stored = Answers.open(membership, Set.of(id), now);
        Optional<Answers> known = stored.stream()
                .filter(answers -> answers.place().checkInId.equals(id))
                .findFirst();
        if (known.isPresent() && !known.get().place().template.equals(template.key())) {
            throw Problem.conflict("id_taken", "Another check-in has this id.");
        }
        Optional<Answers> there = known.or(() -> stored.stream()
                .filter(answers -> answers.place().template.equals(template.key()))
                .findFirst());
        if (there.isPresent()) {
            return RestResponse.ok(
                    CheckInView.of(Round.of(membership, template, there.get().place()), there.get(), now));
        }
        if (template.isRetiredAt(now)) {
            throw Round.retired();
        }
        membership.requireNotPaused();
        Answers opened = Answers.open(membership, asked, now);
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
        Rounds rounds = Rounds.of(caller, partnership, clock.instant());
        String list = "check-ins/" + partnership + "/" + rounds.membership().accountId();
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
        Rounds rounds = Rounds.of(caller, partnership, clock.instant());
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
        Rounds rounds = Rounds.of(caller, partnership, clock.instant());
        Answers answers = Answers.find(rounds.membership(), checkIn);
        return view(rounds, checkIn, answers);
    }

    /** @throws Problem 404 if there is no such round */
    private static CheckInView view(Rounds rounds, UUID checkIn, Answers answers) {
        Round round = rounds.find(checkIn, answers).orElseThrow(Problem::notFound);
        return CheckInView.of(round, answers, rounds.now());
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
        Rounds rounds = inTurn(partnership, checkIn);
        Membership membership = rounds.membership().requireNotEnded();
        Instant now = rounds.now();
        Answers.Asked asked = rounds.asked(checkIn);
        Answers answers = asked.answers();
        Round round = rounds.find(checkIn, answers).orElseThrow(Problem::notFound);
        Wording wording = Wording.in(headers.getAcceptableLanguages());
        Values values = Values.of(answer.values(), wording.itemsOf(round, membership, asked.items()));
        ifMatch.requireMatch(CheckInView.of(round, answers, now));
        var given = answers.give(answer.visibility(), values, round, membership, now);
        return CheckInView.of(round, given.orElse(answers), now);
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
        Rounds rounds = inTurn(partnership, checkIn);
        Membership membership = rounds.membership().requireNotEnded();
        Answers answers = Answers.find(membership, checkIn);
        ifMatch.requireMatch(view(rounds, checkIn, answers));
        answers.add(addendum.text(), membership, rounds.now());
        return view(rounds, checkIn, answers);
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

    private void takeBack(UUID partnership, UUID checkIn, BiPredicate<Answer, Instant> takingBack) {
        Rounds rounds = inTurn(partnership, checkIn);
        Membership membership = rounds.membership();
        Answers answers = Answers.find(membership, checkIn);
        if (answers.mine() == null && membership.hasEnded()) {
            // Nothing of theirs is here (any more), which is what they want: repeating it succeeds, too.
            return;
        }
        ifMatch.requireMatch(view(rounds, checkIn, answers));
        answers.change(mine -> takingBack.test(mine, rounds.now()), membership, rounds.now());
    }
}
