package app.toward.mail;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a letter is for. Its text is the template of its name. */
enum LetterKind {
    /** Does the address that somebody registered with reach them? */
    VERIFICATION(Duration.ofDays(3), "confirm-email"),
    /** Does the address that somebody wants to change to reach them? */
    CHANGE(Duration.ofDays(1), "confirm-email"),
    PASSWORD_RESET(Duration.ofHours(1), "reset-password"),
    /** To the old address after a change: takes everything back. */
    RESTORATION(Duration.ofDays(7), "restore-email"),
    /** Somebody gave an address as theirs that has an account: only its owner may know. */
    KNOWN_ADDRESS(null, null),
    /** Somebody asked for the account to be erased: its owner can still undo it. */
    ERASURE(null, null);

    /** How long the letter's token counts; null for a letter without one. */
    final @Nullable Duration tokenLife;

    /** The page of a web app that takes the token. */
    private final @Nullable String page;

    LetterKind(@Nullable Duration tokenLife, @Nullable String page) {
        this.tokenLife = tokenLife;
        this.page = page;
    }

    /** Behind the {@code #}, so that no server and no log gets to see the token. */
    Optional<String> link(Optional<String> base, String token) {
        return base.filter(site -> page != null)
                .map(site -> site.replaceAll("/+$", "") + "/" + page + "#token=" + token);
    }
}
