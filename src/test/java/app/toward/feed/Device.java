package app.toward.feed;

import app.toward.Person;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device that keeps what the feed tells it, as an app would. */
final class Device {
    final Person person;
    private @Nullable String cursor;

    /** What it has, by kind, partnership and id. */
    final Map<List<Object>, Object> things = new HashMap<>();

    Device(Person person) {
        this.person = person;
    }

    /** Everything that a person can see now. */
    static Map<List<Object>, Object> fresh(Person person) {
        var device = new Device(person);
        device.catchUp(200);
        return device.things;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    /** Reads to the end; how many changes there were. */
    int catchUp(int limit) {
        int changes = 0;
        boolean hasMore = true;
        while (hasMore) {
            JsonPath page = readPage(limit);
            changes += page.getList("items").size();
            hasMore = page.getBoolean("hasMore");
        }
        return changes;
    }

    JsonPath readPage(int limit) {
        JsonPath page = person.get("/v1/feed?limit=" + limit + (cursor == null ? "" : "&after=" + cursor))
                .statusCode(200)
                .extract()
                .jsonPath();
        page.<Map<String, Object>>getList("items").forEach(this::take);
        cursor = page.getString("cursor");
        return page;
    }

    void take(Map<String, Object> change) {
        List<Object> key = List.of(change.get("kind"), String.valueOf(change.get("partnership")), change.get("id"));
        if ("upsert".equals(change.get("op"))) {
            things.put(key, change.get("data"));
        } else {
            things.remove(key);
        }
    }
}
