package app.toward.session;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether an address has to be shown to reach its person before anybody signs in with it. Else who registers an address
 * and cannot sign in to it has learnt that it had an account. Without a mail server nothing can be shown, and so nothing
 * is asked.
 */
@Singleton
public class RequireVerified {
    private static final String MAIL_SERVER = "quarkus.mailer.host";

    private final boolean isRequired;

    RequireVerified(@ConfigProperty(name = "toward.sign-in.verified-only") Optional<Boolean> chosen, Config config) {
        this.isRequired = chosen.orElseGet(() -> isSet(config));
    }

    /** The extension has a default of its own, which says nothing about whether there is a mail server. */
    private static boolean isSet(Config config) {
        return config.getConfigValue(MAIL_SERVER).getSourceOrdinal() > 0;
    }

    public boolean isRequired() {
        return isRequired;
    }

    boolean allows(Credential credential) {
        return !isRequired || credential.verifiedAt != null;
    }
}
