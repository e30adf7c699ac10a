package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.Form;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/partnerships/{partnership}/insights")
@Authenticated
@Tag(
        name = "Insights",
        description = "What was logged, added up: counts, rates and means with their intervals, and \"not enough yet\"."
                + " They rest on what you see and on nothing else. No score, no ranking, no cause.")
class InsightResource {
    private static final String MEMBERS =
            "Both members may call this, and each gets figures of what they see themselves."
                    + " Dates are yours, by your time zone and the start of your day. ";

    private static final String PICTURE =
            "With `Accept: image/svg+xml` or `image/png` it is a picture, 360 pixels wide,"
                    + " described in words in itself.";

    private final Caller caller;
    private final Clock clock;
    private final Totals totals;

    InsightResource(Caller caller, Clock clock, Totals totals) {
        this.caller = caller;
        this.clock = clock;
        this.totals = totals;
    }

    @GET
    @Operation(
            operationId = "getInsights",
            summary = "Read the overview",
            description = MEMBERS + "All figures of the window, what changed against as many dates just before, and the"
                    + " rhythm of the last eight weeks.")
    @APIResponse(responseCode = "200", description = "The figures.")
    public RestResponse<InsightsView> overview(
            @RestPath UUID partnership, @BeanParam InsightQuestion question, @Context HttpHeaders headers) {
        Instant now = clock.instant();
        var membership = Membership.of(caller, partnership, now);
        Dates dates = question.dates(membership, now).withThoseBefore();
        Dates weeks = RevealTally.weeks(dates);
        Question<BidTally> bids = BidTally.in(dates, membership);
        Question<AnsweredRound> rounds = AnsweredRound.in(dates, membership);
        Question<RevealTally> reveals = RevealTally.in(weeks);
        List<String> found = totals.ask(membership, List.of(bids, rounds, reveals));
        var setting = question.setting(membership, headers, now);
        var tallied = new Tallied(Totals.rows(bids, found.get(0)));
        var answered = Answered.of(Totals.rows(rounds, found.get(1)));
        var rhythm = rhythm(setting, weeks, membership, Totals.rows(reveals, found.get(2)));
        WindowView before = dates.window(0);
        WindowView window = dates.window(1);
        return setting.sentences()
                .texts()
                .tagged(InsightsView.of(
                        window,
                        Stream.of(
                                        new BidFigures(setting).of(tallied.both(2), window),
                                        new BidFigures(setting)
                                                .changes(tallied.both(2), tallied.both(1), window, before),
                                        new ScaleFigures(setting).of(answered, 2, window),
                                        new ScaleFigures(setting).changes(answered, window, before),
                                        setting.isWhole() ? Stream.of(rhythm.figure()) : Stream.<Figure>empty())
                                .flatMap(figures -> figures)
                                .map(setting::told)));
    }

    @GET
    @Path("/bids")
    @Operation(
            operationId = "getBidInsights",
            summary = "Read how bids were met",
            description = MEMBERS + "By the bidder's and by the receiver's word, which are never pooled. " + PICTURE)
    @Produces({Form.JSON_TYPE, Form.SVG_TYPE, Form.PNG_TYPE})
    @APIResponse(
            responseCode = "200",
            description = "The figures, whole and by bucket.",
            content = {
                @Content(mediaType = Form.JSON_TYPE, schema = @Schema(implementation = InsightsView.class)),
                @Content(mediaType = Form.SVG_TYPE),
                @Content(mediaType = Form.PNG_TYPE)
            })
    public RestResponse<Object> bids(
            @RestPath UUID partnership,
            @BeanParam BucketQuestion question,
            @Context HttpHeaders headers,
            @Context Request request) {
        Instant now = clock.instant();
        var membership = Membership.of(caller, partnership, now);
        Dates dates = question.divided(membership, now);
        var setting = question.setting(membership, headers, now);
        var tallied = new Tallied(totals.ask(membership, BidTally.in(dates, membership)));
        var view = new BidFigures(setting).view(tallied, dates);
        return question.answer(view, picture -> picture.bids(view), setting, request);
    }

    @GET
    @Path("/times")
    @Operation(
            operationId = "getInsightTimes",
            summary = "Read when bids were made and responded to",
            description = MEMBERS + "By weekday and part of the day. " + PICTURE)
    @Produces({Form.JSON_TYPE, Form.SVG_TYPE, Form.PNG_TYPE})
    @APIResponse(
            responseCode = "200",
            description = "The parts of the week.",
            content = {
                @Content(mediaType = Form.JSON_TYPE, schema = @Schema(implementation = TimesView.class)),
                @Content(mediaType = Form.SVG_TYPE),
                @Content(mediaType = Form.PNG_TYPE)
            })
    public RestResponse<Object> times(
            @RestPath UUID partnership,
            @BeanParam PictureQuestion question,
            @Context HttpHeaders headers,
            @Context Request request) {
        Instant now = clock.instant();
        var membership = Membership.of(caller, partnership, now);
        Dates dates = question.dates(membership, now);
        var setting = question.setting(membership, headers, now);
        Question<TimeTally> times = TimeTally.in(dates, membership);
        Question<ResponseTally> responses = ResponseTally.in(dates, membership);
        List<String> found = totals.ask(membership, List.of(times, responses));
        var view = new TimeFigures(
                        setting, dates.whole(), Totals.rows(times, found.get(0)), Totals.rows(responses, found.get(1)))
                .view();
        return question.answer(view, picture -> picture.times(view), setting, request);
    }

    @GET
    @Path("/check-ins")
    @Operation(
            operationId = "getCheckInInsights",
            summary = "Read what the daily check-ins add up to",
            description = MEMBERS
                    + "Of your partner's answers and of both together only those that are revealed count. " + PICTURE)
    @Produces({Form.JSON_TYPE, Form.SVG_TYPE, Form.PNG_TYPE})
    @APIResponse(
            responseCode = "200",
            description = "The figures, whole and by bucket.",
            content = {
                @Content(mediaType = Form.JSON_TYPE, schema = @Schema(implementation = InsightsView.class)),
                @Content(mediaType = Form.SVG_TYPE),
                @Content(mediaType = Form.PNG_TYPE)
            })
    public RestResponse<Object> checkIns(
            @RestPath UUID partnership,
            @BeanParam BucketQuestion question,
            @Context HttpHeaders headers,
            @Context Request request) {
        Instant now = clock.instant();
        var membership = Membership.of(caller, partnership, now);
        boolean isRead = PictureQuestion.form(request) == Form.JSON;
        Dates dates = isRead ? question.divided(membership, now) : question.drawn(membership, now);
        var setting = question.setting(membership, headers, now);
        var answered = Answered.of(totals.ask(membership, AnsweredRound.in(dates, membership)));
        var view = new ScaleFigures(setting).view(answered, dates);
        return question.answer(view, picture -> picture.checkIns(view, answered, dates), setting, request);
    }

    @GET
    @Path("/rhythm")
    @Operation(
            operationId = "getRhythm",
            summary = "Read the rhythm of the last eight weeks",
            description = MEMBERS + "The weeks are seven dates each and end with `to`.")
    @APIResponse(responseCode = "200", description = "The weeks.")
    public RestResponse<RhythmView> rhythm(
            @RestPath UUID partnership, @BeanParam InsightPeriod period, @Context HttpHeaders headers) {
        Instant now = clock.instant();
        var membership = Membership.of(caller, partnership, now);
        Dates weeks = RevealTally.weeks(period.dates(membership, now));
        var setting = new Setting(null, Dates.today(membership, now), Sentences.in(headers.getAcceptableLanguages()));
        var reveals = totals.ask(membership, RevealTally.in(weeks));
        return setting.sentences()
                .texts()
                .tagged(rhythm(setting, weeks, membership, reveals).view());
    }

    private static RhythmFigures rhythm(
            Setting setting, Dates weeks, Membership membership, List<RevealTally> reveals) {
        var beginning = membership.calendars().at(membership.since()).dateAt(membership.since());
        return new RhythmFigures(setting, weeks, beginning, reveals);
    }
}
