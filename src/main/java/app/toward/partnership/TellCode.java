package app.toward.partnership;

import app.toward.shared.Keys;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells an inviter the code of their invitation again, and the link that it has for apps. */
@Singleton
class TellCode {
    private final Keys keys;
    private final Optional<String> linkBase;

    TellCode(Keys keys, @ConfigProperty(name = "toward.link-base") Optional<String> linkBase) {
        this.keys = keys;
        this.linkBase = linkBase;
    }

    InvitationCode of(UUID invitation) {
        return InvitationCode.of(invitation, keys);
    }

    /** Where an app, or a page that leads to one, takes the code from its address; nothing where none is configured. */
    @Nullable
    String link(InvitationCode code) {
        return linkBase.map(base -> base.replaceFirst("/$", "") + "/invitation#code=" + code.text())
                .orElse(null);
    }

    /** To be scanned by the other person: the link, or the code where there is no link. */
    QrCode qrCode(InvitationCode code) {
        String link = link(code);
        return QrCode.of(link == null ? code.text() : link, "QR code of the invitation code " + code.spelled());
    }
}
