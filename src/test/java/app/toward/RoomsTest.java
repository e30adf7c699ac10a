package app.toward;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rooms keep the plan: which of them there are, who may know whom, and which kinds of class they have. */
@AnalyzeClasses(packages = "app.toward", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static void every_room_was_seen(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "app.toward",
                        "app.toward.account",
                        "app.toward.bid",
                        "app.toward.chart",
                        "app.toward.checkin",
                        "app.toward.contract",
                        "app.toward.database",
                        "app.toward.docs",
                        "app.toward.export",
                        "app.toward.feed",
                        "app.toward.mail",
                        "app.toward.insight",
                        "app.toward.partnership",
                        "app.toward.sample",
                        "app.toward.session",
                        "app.toward.shared",
                        "app.toward.statistics",
                        "app.toward.telemetry");
    }

    @ArchTest
    static final ArchRule no_two_rooms_know_each_other =
            slices().matching("app.toward.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule shared_knows_no_room = knowsOnly("shared");

    @ArchTest
    static final ArchRule the_contract_stands_alone = knowsOnly("contract");

    @ArchTest
    static final ArchRule the_docs_are_written_from_the_contract_alone = knowsOnly("docs", "contract", "shared");

    @ArchTest
    static final ArchRule the_database_is_below_everything = knowsOnly("database");

    @ArchTest
    static final ArchRule the_feed_is_below_everything_that_tells_it = knowsOnly("feed", "session", "shared");

    @ArchTest
    static final ArchRule a_session_knows_no_profile = knowsOnly("session", "shared");

    @ArchTest
    static final ArchRule mail_knows_how_to_sign_in_and_no_profile = knowsOnly("mail", "feed", "session", "shared");

    @ArchTest
    static final ArchRule an_account_knows_no_partnership = knowsOnly("account", "feed", "mail", "session", "shared");

    @ArchTest
    static final ArchRule a_partnership_knows_nothing_that_is_kept_in_it =
            knowsOnly("partnership", "account", "feed", "session", "shared");

    @ArchTest
    static final ArchRule an_export_asks_every_room_and_knows_of_their_ends =
            knowsOnly("export", "contract", "mail", "partnership", "session", "shared");

    @ArchTest
    static final ArchRule bids_know_no_check_ins =
            knowsOnly("bid", "partnership", "account", "feed", "session", "shared");

    @ArchTest
    static final ArchRule check_ins_know_no_bids =
            knowsOnly("checkin", "partnership", "account", "feed", "session", "shared");

    @ArchTest
    static final ArchRule insights_know_the_others_tables_and_not_their_classes =
            knowsOnly("insight", "statistics", "chart", "partnership", "account", "session", "shared");

    @ArchTest
    static final ArchRule telemetry_sees_no_room = knowsOnly("telemetry", "shared");

    @ArchTest
    static final ArchRule statistics_are_pure = knowsOnly("statistics");

    @ArchTest
    static final ArchRule charts_know_nothing_of_what_is_drawn = knowsOnly("chart");

    @ArchTest
    static final ArchRule the_sample_people_know_nothing_but_the_api = knowsOnly("sample");

    @ArchTest
    static final ArchRule there_is_no_fifth_kind_of_class = noClasses()
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule endpoints_are_resources_and_nobody_elses_business =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule entities_stay_in_their_room = classes()
            .that()
            .areAssignableTo(PanacheEntityBase.class)
            // Registration hands it to the room that keeps it.
            .and()
            .doNotHaveSimpleName("Credential")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule nothing_is_found_by_its_bare_id = noClasses()
            .that()
            // Its id names the member.
            .doNotHaveSimpleName("BidSetting")
            .should()
            .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "the method finds by id", call -> call.getName().startsWith("findById")));

    /** An arrow that follows from others need not be drawn: who knows the partnership reaches the account below it. */
    @ArchTest
    static void the_readme_draws_who_knows_whom(JavaClasses all) throws IOException {
        String readme = Files.readString(java.nio.file.Path.of("README.md"));
        String drawing = readme.split("flowchart TD", 2)[1].split("```", 2)[0];
        Map<String, Set<String>> reached = new TreeMap<>();
        drawing.lines().map(line -> line.strip().replaceAll("\\(.*\\)", "")).forEach(line -> {
            String[] rooms = line.split(" --> ", -1);
            for (int i = 1; i < rooms.length; i++) {
                reached.computeIfAbsent(rooms[i - 1], none -> new TreeSet<>()).add(rooms[i]);
            }
        });
        Map<String, Set<String>> known = new TreeMap<>();
        all.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith("app.toward"))
                .forEach(arrow -> known.computeIfAbsent(roomOf(arrow.getOriginClass()), none -> new TreeSet<>())
                        .add(roomOf(arrow.getTargetClass())));
        known.forEach((room, others) -> others.remove(room));
        known.values().removeIf(Set::isEmpty);
        reached.forEach((room, others) ->
                assertThat(known.getOrDefault(room, Set.of())).as(room).containsAll(others));
        // As many rounds as the longest way could have arrows.
        known.forEach((unused, none) -> reached.values()
                .forEach(others ->
                        List.copyOf(others).forEach(other -> others.addAll(reached.getOrDefault(other, Set.of())))));
        known.forEach((room, others) ->
                assertThat(reached.getOrDefault(room, Set.of())).as(room).containsAll(others));
    }

    private static String roomOf(JavaClass type) {
        String room = type.getPackageName().substring("app.toward".length());
        return room.isEmpty() ? "main" : room.substring(1);
    }

    private static ArchRule knowsOnly(String room, String... others) {
        String[] known = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(room), java.util.stream.Stream.of(others))
                .map(name -> "app.toward." + name)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("app.toward." + room)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are in another room than " + String.join(", ", known),
                        type -> type.getPackageName().startsWith("app.toward")
                                && !java.util.List.of(known).contains(type.getPackageName())));
    }
}
