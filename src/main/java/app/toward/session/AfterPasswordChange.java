package app.toward.session;

import java.util.UUID;

/** For rooms above this one that have something to withdraw when a person changes their password. */
public interface AfterPasswordChange {
    /** Called in the transaction of the change. */
    void passwordChanged(UUID accountId);
}
