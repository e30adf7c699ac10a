package app.toward.account;

import app.toward.session.Caller;
import app.toward.shared.Problem;
import com.fasterxml.jackson.annotation.JsonFormat;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller's own profile. */
@Schema(name = "Me", description = "Your own profile.")
record MeView(
        @Schema(description = "The id of your account.") UUID id,

        @Schema(description = "The address that you sign in with.", examples = "ana@example.org")
        String email,

        @Schema(
                description = "Whether you have shown that the address reaches you, by a token that was mailed there.",
                examples = "true")
        boolean emailVerified,

        @Schema(description = "How your partners see you.", examples = "Ana")
        String displayName,

        @Schema(description = "Your time zone (IANA).", examples = "Europe/Berlin")
        String timeZone,

        @Schema(description = "When your day starts.", pattern = "^\\d{2}:\\d{2}$", examples = "04:00")
        @JsonFormat(pattern = "HH:mm")
        LocalTime dayStart,

        @Schema(description = "Your language (BCP 47).", examples = "de")
        String locale,

        @Schema(description = "When you registered.") Instant createdAt,

        @Schema(
                description =
                        "When your account will be erased, if you have asked for that; until then you can undo it.")
        @Nullable
        Instant erasureAt) {
    private static final String SELECT = "select a, c.email, c.verifiedAt is not null ";

    private static final String ME = SELECT + """
            from Session s join Account a on a.id = s.accountId join Credential c on c.accountId = s.accountId
            where s.id = :session and s.accountId = :account and s.expiresAt > :now
            """;

    private static final String OF_ACCOUNT =
            SELECT + "from Account a join Credential c on c.accountId = a.id where a.id = :account";

    /**
     * The caller's profile; session, account and credential are one query.
     *
     * @throws Problem 401 if the caller's session has ended
     */
    static MeView of(Caller caller, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(ME, Object[].class)
                .setParameter("session", caller.claimedSessionId())
                .setParameter("account", caller.claimedAccountId())
                .setParameter("now", now)
                .uniqueResultOptional()
                .map(MeView::of)
                .orElseThrow(Caller::sessionEnded);
    }

    /** The profile of an account that the caller has been found to be. */
    static MeView ofAccount(UUID account) {
        return Panache.getSession()
                .createSelectionQuery(OF_ACCOUNT, Object[].class)
                .setParameter("account", account)
                .uniqueResultOptional()
                .map(MeView::of)
                // Erased since.
                .orElseThrow(Caller::sessionEnded);
    }

    MeView changedTo(Account account) {
        return of(account, email, emailVerified);
    }

    private static MeView of(Object[] row) {
        return of((Account) row[0], (String) row[1], (boolean) row[2]);
    }

    private static MeView of(Account account, String email, boolean emailVerified) {
        return new MeView(
                account.id,
                email,
                emailVerified,
                account.displayName,
                account.timeZone.getId(),
                account.dayStart,
                account.locale,
                account.createdAt,
                account.erasureAt);
    }
}
