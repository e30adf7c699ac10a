package app.toward.export;

import app.toward.shared.Belongings;
import app.toward.shared.Pages;
import app.toward.shared.Shelf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The exports of an account. */
@Singleton
class ExportBelongings implements Belongings {
    @Override
    public Set<String> tables() {
        return Set.of("export", "export_part", "export_request");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(new Shelf("exports", "Export", List.of(), ExportBelongings::exports));
    }

    private static void exports(UUID account, Instant now, Shelf.Taker taker) {
        Pages.each(
                (after, limit) -> ExportView.list(account, after, limit, now),
                ExportView::position,
                page -> page.forEach(view -> taker.take(Map.of(), view)));
    }

    /** One that is being made ends by it. */
    @Override
    public boolean eraseSome(UUID account, Instant now) {
        return Export.removeSome(account);
    }
}
