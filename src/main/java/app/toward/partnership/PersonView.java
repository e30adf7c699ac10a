package app.toward.partnership;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that is shown of another person. */
@Schema(name = "Person", description = "All that is shown of another person.")
record PersonView(
        @Schema(description = "What they call themselves.", examples = "Ben")
        String displayName) {
    static PersonView of(UUID account) {
        return new PersonView(Panache.getSession()
                .createSelectionQuery("select a.displayName from Account a where a.id = :id", String.class)
                .setParameter("id", account)
                .getSingleResult());
    }
}
