package app.toward.checkin;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a template, with its texts. */
@Schema(name = "Template", description = "The questions of a check-in. A version never changes.")
record TemplateView(
        @Schema(
                description = "Names the template: `daily`, `weekly` and `after_conflict` are built in, a partnership's"
                        + " own have a UUID.",
                examples = "daily")
        String key,

        @Schema(description = "Which version this is.", examples = "1")
        int version,

        @Schema(
                description = "`daily`: one round for each local date. `weekly`: one for each week from Monday."
                        + " `on_demand`: whenever one of the two opens one. More may come.",
                examples = "daily")
        Cadence cadence,

        @Schema(description = "What it is called.", examples = "Today")
        String title,

        @Schema(description = "The questions, at most 20.", maxItems = TemplateEdit.MOST_ITEMS)
        List<Item> items) {
    static TemplateView of(Template template, Template.Version version, Wording wording) {
        return new TemplateView(
                template.key(),
                version.number(),
                template.cadence(),
                wording.titleOf(template, version),
                wording.itemsOf(template, version));
    }
}
