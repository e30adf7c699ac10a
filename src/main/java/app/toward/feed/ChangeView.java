package app.toward.feed;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A thing that changed. When it did is not said: what its reader may know of that is in the thing itself. */
@Schema(name = "Change", description = "A thing that is new or has changed for you, or is gone for you.")
record ChangeView(
        @Schema(
                description = "What it is: `me`, `invitation`, `partnership`, `bid`, `bid_settings`, `check_in` or"
                        + " `template`. More may come: pass over what you do not know.",
                examples = "bid")
        String kind,

        @Schema(
                description = "Its id; of `bid_settings` that of the partnership, of a template its key.",
                examples = "01a202de-1ab7-75db-91cc-c4cc6225559a")
        UUID id,

        @Schema(
                description = "The partnership that it belongs to, within which its id is unique; absent for what"
                        + " belongs to none.",
                examples = "01a202de-1888-71a4-99fe-26f91c21a484")
        @Nullable
        UUID partnership,

        @Schema(
                description = "`upsert`: put `data` in the place of what you have. `delete`: it is gone, or out of your"
                        + " sight.",
                examples = "upsert")
        Op op,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                additionalProperties = Schema.True.class,
                description = "With `upsert`: the thing as you would read it now by its own path.",
                examples = "{\"id\": \"01a202de-1ab7-75db-91cc-c4cc6225559a\", \"bidder\": \"me\", \"kind\": \"play\"}")
        @Nullable
        Record data) {
    static ChangeView of(Thing thing, @Nullable Record data) {
        return new ChangeView(
                thing.kind(), thing.id(), thing.partnership(), data == null ? Op.DELETE : Op.UPSERT, data);
    }
}
