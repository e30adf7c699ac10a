package app.toward.mail;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where something may be on its way to; the same whether or not it is. */
@Schema(name = "Mailed", description = "Where to look for mail.")
record MailedView(
        @Schema(description = "The e-mail address.", examples = "ana@example.net")
        String email) {}
