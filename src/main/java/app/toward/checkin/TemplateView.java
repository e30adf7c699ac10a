package app.toward.checkin;

import app.toward.partnership.PartnershipKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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
        List<Item> items,

        @Schema(
                description = "Of which kinds the partnerships are that have it: " + KINDS,
                examples = "[\"romantic\", \"family\"]")
        List<PartnershipKind> kinds,

        @Schema(
                description = "Of a template of your own: from when on no round of it opens any more; absent while they"
                        + " do.")
        @Nullable
        Instant retiredAt) {
    private static final String KINDS = "`romantic`, `family`, `friendship`, `other`. More may come.";

    static TemplateView of(BuiltIn builtIn, Wording wording) {
        Template template = builtIn.template();
        return new TemplateView(
                template.key(),
                template.latest().number(),
                template.cadence(),
                wording.titleOf(builtIn),
                wording.itemsOf(builtIn),
                builtIn.kinds().stream().sorted().toList(),
                null);
    }

    static TemplateView of(TemplateVersion version, PartnershipKind kind) {
        return of(version, version.questions(), kind);
    }

    /** A version with what is shown of its questions. */
    static TemplateView of(TemplateVersion version, Questions shown, PartnershipKind kind) {
        return new TemplateView(
                version.templateId.toString(),
                version.version,
                version.cadence,
                shown.title(),
                shown.items(),
                List.of(kind),
                version.retiredAt);
    }
}
