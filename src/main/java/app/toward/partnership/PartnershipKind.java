package app.toward.partnership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What two people are to each other. */
@Schema(
        description = "What two people are to each other: `romantic`, `family` or `friendship`, or `other`:"
                + " something else, which you need not say.")
public enum PartnershipKind {
    ROMANTIC,
    FAMILY,
    FRIENDSHIP,
    OTHER
}
