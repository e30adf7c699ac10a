package app.toward.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All of one kind that an account is given of what it has.
 *
 * @param name what the kind is called, in the plural
 * @param schema the name that the contract has for what is on it
 * @param within which ids are told beside each thing because it is found through them, like {@code partnership}
 */
public record Shelf(String name, String schema, List<String> within, Contents contents) {
    /** Reads what is on it, without ever holding more than a page of it. */
    public interface Contents {
        void each(UUID account, Instant now, Taker taker);
    }

    /** Takes one thing. */
    public interface Taker {
        /**
         * Takes it to where all of its kind go.
         *
         * @param within the ids that it is found through, by their names
         * @param view it, as the API shows it
         */
        void take(Map<String, UUID> within, Record view);
    }
}
