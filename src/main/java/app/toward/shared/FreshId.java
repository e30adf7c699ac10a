package app.toward.shared;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids that are made here: UUIDs of version 7 (RFC 9562), which come in the order of time. */
public final class FreshId {
    private FreshId() {}

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
