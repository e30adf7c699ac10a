package app.toward.checkin;

import app.toward.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What a version of a template consists of. */
@Schema(name = "TemplateEdit", description = "The next version of a template of your own.")
record TemplateEdit(
        @Schema(description = "What it is called.", examples = "Sunday evening") @NotBlank @CodePointLength(max = 80)
        String title,

        @Schema(description = "The questions, 1 to 20, with at most 8000 characters in all texts together.")
        @NotNull
        @Size(min = 1, max = MOST_ITEMS)
        List<@Valid @NotNull Item> items) {
    static final int MOST_ITEMS = 20;

    /** Of all texts together: a short template has a tenth of it. */
    static final int MOST_CHARACTERS = 8_000;

    Questions questions() {
        return new Questions(title, items);
    }

    /**
     * Checks what one item's fields alone do not tell.
     *
     * @throws Problem 400 for an item that is not one, two with the same key, or too much text
     */
    void requireSound() {
        var keys = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/items/" + i;
            items.get(i).flaw().ifPresent(flaw -> {
                throw Problem.invalidField(pointer, "invalid_item", flaw);
            });
            if (!keys.add(items.get(i).key())) {
                throw Problem.invalidField(pointer + "/key", "not_unique", "another item has this key");
            }
        }
        if (questions().length() > MOST_CHARACTERS) {
            throw Problem.invalidField(
                    "/items", "too_long", "all texts together have at most " + MOST_CHARACTERS + " characters");
        }
    }
}
