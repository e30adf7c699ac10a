package app.toward.checkin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** A template that a partnership makes for itself. */
@Schema(name = "NewTemplate", description = "A template of your own.")
record NewTemplate(
        @Schema(description = "Chosen by the client, so that a repeated request makes nothing twice.") @Nullable
        UUID id,

        @Schema(description = "How often it is answered. It never changes.", examples = "weekly") @NotNull
        Cadence cadence,

        @Schema(description = "What it is called.", examples = "Sunday evening") @NotBlank @CodePointLength(max = 80)
        String title,

        @Schema(description = "The questions, 1 to 20, with at most 8000 characters in all texts together.")
        @NotNull
        @Size(min = 1, max = TemplateEdit.MOST_ITEMS)
        List<@Valid @NotNull Item> items) {
    TemplateEdit wording() {
        return new TemplateEdit(title, items);
    }

    boolean isThatOf(TemplateVersion first) {
        return first.cadence == cadence && first.questions().equals(wording().questions());
    }
}
