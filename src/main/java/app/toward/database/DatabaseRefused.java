package app.toward.database;

/** Why there is no database, in one line fit for the person who started Toward. */
public final class DatabaseRefused extends RuntimeException {
    DatabaseRefused(String message) {
        super(message);
    }

    DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
