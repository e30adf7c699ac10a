package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Position;
import app.toward.shared.Problem;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import io.vertx.core.Future;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which bids of a partnership are listed. */
class BidFilter {
    private static final String SELECT = "select " + BidRow.COLUMNS + """
         from bid part
        where part.partnership_id = :partnership
        and (part.occurred_at, part.id) < (:at, :id)
        """;

    private static final String RECORDED_BY_ME =
            "case when part.bidder_id = :me then part.recorded_by = 'BIDDER' else part.recorded_by = 'RECEIVER' end";

    private static final String SAID_SOMETHING = """
        (part.bidder_id = :me and (part.bidder_given_at is not null or part.repair_reaction is not null)
            or part.receiver_id = :me and part.receiver_given_at is not null)\
        """;

    /** What was withdrawn is left to those who have said something of it. */
    private static final String SEEN = " and (not part.is_private or " + RECORDED_BY_ME
            + ") and (part.withdrawn_at is null or " + SAID_SOMETHING + ")";

    /** After the end nothing that is found depends on what the other wrote. */
    static final String SEEN_AFTER_THE_END =
            " and (part.withdrawn_at is null and " + RECORDED_BY_ME + " or " + SAID_SOMETHING + ")";

    private static final String MET_SO = """
        (part.receiver_response = :response and (part.receiver_id = :me or part.receiver_private_since is null)
        or part.bidder_response = :response and (part.bidder_id = :me
            or part.receiver_given_at is not null and part.receiver_private_since is null
                and part.bidder_private_since is null))\
        """;

    private static final String MET_SO_AS_I_SAY =
            "case when part.bidder_id = :me then part.bidder_response else part.receiver_response end = :response";

    private static final String SEARCHED =
            "case when part.bidder_id = :me then part.bidder_words else part.receiver_words end @@ words_asked(:q)";

    /** The cue is its recorder's. */
    private static final String SEARCHED_IN_WHAT_I_WROTE =
            "case when part.bidder_id = :me then part.bidder_own_words else part.receiver_own_words end @@ words_asked(:q)";

    private static final String AWAITING = """
        part.receiver_id = :me and part.receiver_given_at is null and part.withdrawn_at is null
        and not exists (select from bid_setting s
            where s.partnership_id = :partnership and s.account_id = :me and not s.is_awaiting)\
        """;

    /** The conditions that need to know only who asks. */
    private static final Set<String> SAID_BY_ME = Set.of("bidder", "awaiting");

    private static final int MAX_QUERY = 200;

    private static final String NEWEST_FIRST = " order by part.occurred_at desc, part.id desc limit :limit";

    @QueryParam("from")
    @Parameter(description = "Bids made at this instant or later.", example = "2026-11-01T00:00:00Z")
    @Nullable
    OffsetDateTime from;

    @QueryParam("to")
    @Parameter(description = "Bids made before this instant.", example = "2026-12-01T00:00:00Z")
    @Nullable
    OffsetDateTime to;

    @QueryParam("kind")
    @Parameter(description = "Bids of this kind.", example = "play")
    @Nullable
    BidKind kind;

    @QueryParam("channel")
    @Parameter(description = "Bids made in this way.", example = "in_person")
    @Nullable
    Channel channel;

    @QueryParam("bidder")
    @Parameter(description = "Bids that you (`me`) or your partner (`partner`) made.", example = "partner")
    @Nullable
    Who bidder;

    @QueryParam("response")
    @Parameter(
            description = "Bids that were met so: as you say, or as your partner says in a perspective that you see.",
            example = "turned_toward")
    @Nullable
    Response response;

    @QueryParam("awaiting")
    @Parameter(
            description = "`me`: bids made to you that you have not responded to. Empty once you have switched"
                    + " `awaiting` off, and after the end. Your partner's silence is not yours to list.",
            example = "me")
    @Nullable
    Awaiting awaiting;

    @QueryParam("q")
    @Parameter(
            description = "Bids with these words in the cue or in your own note; case, accents and vowel points do not"
                    + " count. A phrase in quotes, `or`, and `-` before a word mean what they mean elsewhere. In scripts"
                    + " that put no spaces between words, only a whole run of characters is found.",
            example = "moon -harbour")
    @Schema(maxLength = MAX_QUERY)
    @Nullable
    String q;

    /** Whose response is awaited: one's own alone. */
    @Schema(description = "Whose response is awaited: `me`, yours.")
    enum Awaiting {
        ME
    }

    /** The conditions that were given, by the name of the query parameter. */
    private Map<String, Condition> conditions(boolean hasEnded) {
        var given = new LinkedHashMap<String, Condition>();
        add(given, "from", "part.occurred_at >= :from", from == null ? null : from.toInstant());
        add(given, "to", "part.occurred_at < :to", to == null ? null : to.toInstant());
        add(given, "kind", "part.kind = :kind", kind);
        add(given, "channel", "part.channel = :channel", channel);
        // Told by the caller's own id, for the partner's may be gone.
        add(given, "bidder", bidder == Who.ME ? "part.bidder_id = :me" : "part.receiver_id = :me", bidder);
        add(given, "response", hasEnded ? MET_SO_AS_I_SAY : MET_SO, response);
        add(given, "awaiting", hasEnded ? "false" : AWAITING, awaiting);
        add(given, "q", hasEnded ? SEARCHED_IN_WHAT_I_WROTE : SEARCHED, q);
        return given;
    }

    private static void add(Map<String, Condition> given, String name, String sql, @Nullable Object value) {
        if (value != null) {
            given.put(name, new Condition(sql, value instanceof Enum<?> constant ? constant.name() : value));
        }
    }

    /** The query as it is run, for the test of its plan. */
    String sql(boolean hasEnded) {
        return SELECT
                + (hasEnded ? SEEN_AFTER_THE_END : SEEN)
                + conditions(hasEnded).values().stream()
                        .map(condition -> " and " + condition.sql)
                        .collect(Collectors.joining())
                + NEWEST_FIRST;
    }

    Map<String, Object> parameters(Membership membership, Position after, int limit) {
        var parameters = new LinkedHashMap<String, Object>();
        conditions(membership.hasEnded()).forEach((name, condition) -> {
            if (!SAID_BY_ME.contains(name)) {
                parameters.put(name, condition.value);
            }
        });
        parameters.put("partnership", membership.partnershipId());
        parameters.put("me", membership.accountId());
        parameters.put("at", after.at());
        parameters.put("id", after.id());
        parameters.put("limit", limit);
        return parameters;
    }

    /**
     * The bids that come after a position.
     *
     * @throws Problem 400 for a search that is too long
     */
    Future<List<BidView>> list(EventLoopRows rows, Membership membership, Position after, int limit) {
        if (q != null && q.codePointCount(0, q.length()) > MAX_QUERY) {
            throw Problem.invalidParameter("q", "must have at most " + MAX_QUERY + " characters");
        }
        return rows.find(
                sql(membership.hasEnded()), parameters(membership, after, limit), row -> view(row, membership));
    }

    /** All bids that come after a position, in the transaction of the caller. */
    static List<BidView> listAll(Membership membership, Position after, int limit) {
        var all = new BidFilter();
        return Rows.find(
                all.sql(membership.hasEnded()), all.parameters(membership, after, limit), row -> view(row, membership));
    }

    private static BidView view(Row row, Membership membership) throws SQLException {
        return BidView.of(BidRow.read(row), membership.accountId(), membership.state())
                .orElseThrow();
    }

    /** Names the list for its cursors: they fit no other filter. */
    @Override
    public String toString() {
        return conditions(false).entrySet().stream()
                .map(given -> given.getKey() + "=" + given.getValue().value)
                .collect(Collectors.joining("&"));
    }

    private record Condition(String sql, Object value) {}
}
