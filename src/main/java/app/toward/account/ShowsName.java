package app.toward.account;

import app.toward.feed.Told;
import java.util.List;
import java.util.UUID;

/** Shows others by which name a person goes. A room above that does so has a bean for it. */
public interface ShowsName {
    /** Who has to be told of what when this person takes another name. */
    List<Told> toldOfName(UUID account);
}
