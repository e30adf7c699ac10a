package app.toward.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was asked for on the command line, each as {@code --name=value}. */
final class Options {
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("parts", "operations");
        DEFAULTS.put("operations", "all");
        DEFAULTS.put("against", "toward,vertx,pgbench");
        DEFAULTS.put("concurrency", "8,32,64");
        DEFAULTS.put("partnerships", "2000");
        DEFAULTS.put("bids", "500");
        DEFAULTS.put("days", "84");
        DEFAULTS.put("window", "10");
        DEFAULTS.put("windows", "5");
        DEFAULTS.put("warm", "12");
        DEFAULTS.put("warm-least", "6");
        DEFAULTS.put("streams", "2000");
        DEFAULTS.put("java", System.getProperty("java.home"));
        DEFAULTS.put("java-options", "@docker/java.options");
        DEFAULTS.put("jar", "target/quarkus-app/quarkus-run.jar");
        DEFAULTS.put("work", "src/bench/target/work");
        DEFAULTS.put("results", "src/bench");
        DEFAULTS.put("profile", "no");
    }

    private final Map<String, String> given = new LinkedHashMap<>(DEFAULTS);

    Options(String... arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length != 2 || !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("Unknown: " + argument + "; there are " + DEFAULTS);
            }
            given.put(name, parts[1]);
        }
    }

    String text(String name) {
        return given.get(name);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Path path(String name) {
        return Path.of(text(name)).toAbsolutePath();
    }

    boolean is(String name) {
        return text(name).equals("yes");
    }

    List<String> list(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    List<Integer> concurrency() {
        return list("concurrency").stream().map(Integer::valueOf).toList();
    }

    boolean has(String name, String value) {
        return list(name).contains(value) || list(name).contains("all");
    }

    Scale scale() {
        return new Scale(number("partnerships"), number("bids"), number("days"));
    }

    Duration window() {
        return Duration.ofSeconds(number("window"));
    }

    Path java() {
        return path("java").resolve("bin/java");
    }

    /** Without where things are, which differs from machine to machine. */
    @Override
    public String toString() {
        var told = new LinkedHashMap<>(given);
        told.keySet().removeAll(List.of("java", "jar", "work", "results"));
        return told.toString();
    }
}
