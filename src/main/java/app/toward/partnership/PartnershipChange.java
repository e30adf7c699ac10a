package app.toward.partnership;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What can be changed of a partnership by one of the two: in a patch each field may be absent, and stays as it is. */
@Schema(
        name = "PartnershipChange",
        description = "What can be changed of a partnership: what is absent stays, `null` clears the nickname.")
record PartnershipChange(
        @Schema(
                description = "`paused`: nothing new is shared until you write `active`. `ended`: for good, at once."
                        + " Your partner is not sent a message.",
                examples = "paused")
        @Nullable
        PartnershipState state,

        @Schema(description = "What you call the other; nobody else sees it.", examples = "Benji")
        @CodePointLength(min = 1, max = 80)
        @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*", message = "must not be blank")
        @Nullable
        String nickname) {
    /** A patch without a state changes none: the present one may be the other's pause. */
    static PartnershipChange of(Member member) {
        return new PartnershipChange(null, member.nickname);
    }

    @Override
    public String toString() {
        return "PartnershipChange[…]";
    }
}
