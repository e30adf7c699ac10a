package app.toward.mail;

import app.toward.session.Credential;
import app.toward.shared.Throttle.Counted;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a letter is for. Its text is the template of its name. */
enum LetterKind {
    /** Does the address that somebody registered with reach them? */
    VERIFICATION(Duration.ofDays(3), "confirm-email"),
    /** The same where nobody has an account before that is known; the registration has the token's hash. */
    REGISTRATION(Duration.ofDays(3), "confirm-registration"),
    /** Does the address that somebody wants to change to reach them? */
    CHANGE(Duration.ofDays(1), "confirm-email"),
    PASSWORD_RESET(Duration.ofHours(1), "reset-password"),
    /** To the old address after a change: takes everything back. */
    RESTORATION(Duration.ofDays(7), "restore-email"),
    /** Somebody gave an address as theirs that has an account: only its owner may know. */
    KNOWN_ADDRESS(null, null),
    /** Somebody asked for the account to be erased: its owner can still undo it. */
    ERASURE(null, null),
    /** That was taken back. */
    ERASURE_UNDONE(null, null),
    /** Somebody asked for all that the account has, as a file. */
    EXPORT(null, null);

    /** How long the letter's token counts; null for a letter without one. */
    final @Nullable Duration tokenLife;

    /** The page of a web app that takes the token. */
    private final @Nullable String page;

    LetterKind(@Nullable Duration tokenLife, @Nullable String page) {
        this.tokenLife = tokenLife;
        this.page = page;
    }

    /**
     * What letters of this kind to an address are counted by, each kind apart; empty for what is never too much: telling
     * somebody what was done to their account.
     */
    Optional<Counted> countedFor(String email) {
        return switch (this) {
            case VERIFICATION, REGISTRATION, CHANGE, PASSWORD_RESET, KNOWN_ADDRESS ->
                Optional.of(new Counted("mail-recipient", name() + "\n" + Credential.keyOf(email)));
            case RESTORATION, ERASURE, ERASURE_UNDONE, EXPORT -> Optional.empty();
        };
    }

    /** Behind the {@code #}, so that no server and no log gets to see the token. */
    Optional<String> link(Optional<String> base, String token) {
        return base.filter(site -> page != null)
                .map(site -> site.replaceAll("/+$", "") + "/" + page + "#token=" + token);
    }
}
