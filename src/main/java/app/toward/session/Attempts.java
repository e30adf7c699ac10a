package app.toward.session;

import app.toward.shared.Throttle.Counted;

/** What wrong passwords are counted by that the room above must be able to name. */
public final class Attempts {
    private Attempts() {}

    /** Those for the account of one address, from wherever. */
    public static Counted forAccount(String email) {
        return new Counted("sign-in-account", Credential.keyOf(email));
    }
}
