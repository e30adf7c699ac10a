package app.toward.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a registration, the same whether or not the address had an account before. */
@Schema(name = "Registration", description = "A registration that was accepted.")
record RegistrationView(
        @Schema(description = "The address as given.", examples = "ana@example.org")
        String email) {}
