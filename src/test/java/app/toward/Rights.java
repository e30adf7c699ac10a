package app.toward;

import java.util.Map;
import java.util.Optional;

/**
 * Who may do what: every operation of the contract, who may call it, and a body that is valid for it. An operation that
 * is not in this table fails the standing tests.
 */
final class Rights {
    /** Who may call an operation. */
    enum Who {
        ANYBODY,
        /** Whoever is signed in, for themselves. */
        SIGNED_IN,
        /** The one whose device it is. */
        ITS_PERSON,
        /** The one who made the invitation. */
        INVITER,
        /** The two members of the partnership. */
        MEMBERS
    }

    /** One row of the table; in a body, {@code {now}} stands for the present instant. */
    record Right(Who who, String body) {}

    private static final Right UNKNOWN = new Right(Who.SIGNED_IN, "");

    private static final String WORDING = "\"title\": \"Sunday\", \"items\":"
            + " [{\"key\": \"walk\", \"kind\": \"text\", \"prompt\": \"Where shall we walk?\"}]}";

    static final Map<String, Right> TABLE = Map.ofEntries(
            row("getKeys", Who.ANYBODY, ""),
            row("register", Who.ANYBODY, "{}"),
            row("confirmRegistration", Who.ANYBODY, "{}"),
            row("signIn", Who.ANYBODY, "{}"),
            row("refreshSession", Who.ANYBODY, "{}"),
            row("signOut", Who.SIGNED_IN, ""),
            row("listSessions", Who.SIGNED_IN, ""),
            row("getSession", Who.ITS_PERSON, ""),
            row("endSession", Who.ITS_PERSON, ""),
            row("endOtherSessions", Who.SIGNED_IN, ""),
            row("confirmPassword", Who.SIGNED_IN, "{\"password\": \"quiet river under stone\"}"),
            row("getMe", Who.SIGNED_IN, ""),
            row("eraseMe", Who.SIGNED_IN, ""),
            row("undoErasure", Who.SIGNED_IN, ""),
            row("startExport", Who.SIGNED_IN, ""),
            row("listExports", Who.SIGNED_IN, ""),
            row("getExport", Who.ITS_PERSON, ""),
            row("getExportContent", Who.ITS_PERSON, ""),
            row("changeMe", Who.SIGNED_IN, "{\"displayName\": \"Ana\"}"),
            row(
                    "changePassword",
                    Who.SIGNED_IN,
                    "{\"currentPassword\": \"quiet river under stone\", \"newPassword\": \"seven slow green trains\"}"),
            row("readFeed", Who.SIGNED_IN, ""),
            row("streamFeed", Who.SIGNED_IN, ""),
            row("makeStreamTicket", Who.SIGNED_IN, ""),
            row("changeEmail", Who.SIGNED_IN, "{\"email\": \"ana@example.net\"}"),
            row("verifyEmail", Who.SIGNED_IN, ""),
            row("confirmEmail", Who.ANYBODY, "{}"),
            row("restoreEmail", Who.ANYBODY, "{}"),
            row("askForPasswordReset", Who.ANYBODY, "{}"),
            row("resetPassword", Who.ANYBODY, "{}"),
            row("invite", Who.SIGNED_IN, "{\"kind\": \"other\"}"),
            row("listInvitations", Who.SIGNED_IN, ""),
            row("getInvitation", Who.INVITER, ""),
            row("getInvitationQrCode", Who.INVITER, ""),
            row("withdrawInvitation", Who.INVITER, ""),
            row("confirmInvitation", Who.INVITER, ""),
            row("redeemCode", Who.SIGNED_IN, "{\"code\": \"00000000\"}"),
            row("withdrawRedemptions", Who.SIGNED_IN, ""),
            row("listPartnerships", Who.SIGNED_IN, ""),
            row("getPartnership", Who.MEMBERS, ""),
            row("changePartnership", Who.MEMBERS, "{\"nickname\": \"Benji\"}"),
            row(
                    "logBid",
                    Who.MEMBERS,
                    "{\"bidder\": \"me\", \"kind\": \"play\", \"channel\": \"call\", \"occurredAt\": \"{now}\"}"),
            row("listBids", Who.MEMBERS, ""),
            row("getBid", Who.MEMBERS, ""),
            row("givePerspective", Who.MEMBERS, "{\"response\": \"noticed\"}"),
            row("withdrawPerspective", Who.MEMBERS, ""),
            row("listResponses", Who.MEMBERS, ""),
            row("reactToRepair", Who.MEMBERS, "{\"reaction\": \"landed\"}"),
            row("withdrawRepairReaction", Who.MEMBERS, ""),
            row("logBids", Who.MEMBERS, "{\"items\": [{}]}"),
            row("changeBid", Who.MEMBERS, "{\"cue\": \"The moon over the harbour\"}"),
            row("withdrawBid", Who.MEMBERS, ""),
            row("getBidSettings", Who.MEMBERS, ""),
            row("changeBidSettings", Who.MEMBERS, "{\"awaiting\": false}"),
            row("listBuiltInTemplates", Who.SIGNED_IN, ""),
            row("listTemplates", Who.MEMBERS, ""),
            row("getTemplate", Who.MEMBERS, ""),
            row("makeTemplate", Who.MEMBERS, "{\"cadence\": \"weekly\", " + WORDING),
            row("editTemplate", Who.MEMBERS, "{" + WORDING),
            row("retireTemplate", Who.MEMBERS, ""),
            row("beginCheckIn", Who.MEMBERS, "{\"template\": \"daily\"}"),
            row("listCheckIns", Who.MEMBERS, ""),
            row("listOpenCheckIns", Who.MEMBERS, ""),
            row("getCheckIn", Who.MEMBERS, ""),
            row("answerCheckIn", Who.MEMBERS, "{\"visibility\": \"shared\", \"values\": {}}"),
            row("withdrawAnswer", Who.MEMBERS, ""),
            row("withdrawAddendum", Who.MEMBERS, ""),
            row("getInsights", Who.MEMBERS, ""),
            row("getBidInsights", Who.MEMBERS, ""),
            row("getCheckInInsights", Who.MEMBERS, ""),
            row("getInsightTimes", Who.MEMBERS, ""),
            row("getRhythm", Who.MEMBERS, ""),
            row("addToAnswer", Who.MEMBERS, "{\"text\": \"And thank you for yesterday.\"}"));

    private Rights() {}

    static Right of(Contract.Operation operation) {
        return Optional.ofNullable(TABLE.get(operation.id())).orElse(UNKNOWN);
    }

    private static Map.Entry<String, Right> row(String operation, Who who, String body) {
        return Map.entry(operation, new Right(who, body));
    }
}
