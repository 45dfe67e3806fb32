package org.esdetect.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The walls between the rooms: which package may use which. A package that nobody listed fails here. */
@AnalyzeClasses(packages = "org.esdetect", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTest {
    private static final String ANTLR = "org.antlr.v4.runtime..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    /** Sets of patterns need automata; nothing else of Lucene enters the core. */
    private static final String AUTOMATA = "org.apache.lucene.util.automaton..";

    /** What each core package may use beside itself and the JDK. A package not named here is an adapter. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            entry("org.esdetect.text", List.of()),
            entry("org.esdetect.event", List.of()),
            entry("org.esdetect.function", List.of("org.esdetect.event")),
            entry("org.esdetect.ecs", List.of(JACKSON)),
            entry("org.esdetect.condition", List.of("org.esdetect.event", "org.esdetect.function", AUTOMATA)),
            entry(
                    "org.esdetect.network",
                    List.of("org.esdetect.event", "org.esdetect.function", "org.esdetect.condition")),
            entry("org.esdetect.sequence", List.of("org.esdetect.event")),
            entry("org.esdetect.eql.ast", List.of("org.esdetect.text")),
            entry("org.esdetect.eql.parse.gen", List.of(ANTLR)),
            entry(
                    "org.esdetect.eql.parse",
                    List.of("org.esdetect.text", "org.esdetect.eql.ast", "org.esdetect.eql.parse.gen", ANTLR)),
            entry(
                    "org.esdetect.eql.check",
                    List.of(
                            "org.esdetect.text",
                            "org.esdetect.event",
                            "org.esdetect.eql.ast",
                            "org.esdetect.function",
                            "org.esdetect.condition")),
            entry(
                    "org.esdetect.eql.lower",
                    List.of(
                            "org.esdetect.text",
                            "org.esdetect.eql.ast",
                            "org.esdetect.eql.check",
                            "org.esdetect.function",
                            "org.esdetect.condition",
                            "org.esdetect.sequence")),
            entry("org.esdetect.rule", List.of("org.esdetect.text", JACKSON)),
            entry(
                    "org.esdetect.engine",
                    List.of(
                            "org.esdetect.text",
                            "org.esdetect.event",
                            "org.esdetect.condition",
                            "org.esdetect.network",
                            "org.esdetect.sequence",
                            "org.esdetect.rule",
                            "org.esdetect.ecs",
                            "org.esdetect.eql.ast",
                            "org.esdetect.eql.parse",
                            "org.esdetect.eql.check",
                            "org.esdetect.eql.lower")),
            entry(
                    "org.esdetect.explain",
                    List.of(
                            "org.esdetect.text",
                            "org.esdetect.event",
                            "org.esdetect.function",
                            "org.esdetect.condition",
                            "org.esdetect.sequence",
                            "org.esdetect.rule",
                            "org.esdetect.eql.ast",
                            "org.esdetect.eql.parse",
                            "org.esdetect.eql.lower",
                            "org.esdetect.engine")),
            entry(
                    "org.esdetect.alert",
                    List.of(
                            "org.esdetect.event",
                            "org.esdetect.ecs",
                            "org.esdetect.rule",
                            "org.esdetect.engine",
                            JACKSON)),
            entry("org.esdetect.cli", List.of("org.esdetect..", JACKSON)));

    /**
     * The rooms of scheduled work, the lowest first, and which other adapters each may use: a run knows nothing of
     * schedules, and what somebody runs by hand nothing of cursors that are kept.
     */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "org.esdetect.es.rights", List.of("org.esdetect.es", "org.esdetect.es.store"),
            "org.esdetect.es.prepared", List.of("org.esdetect.es.stats"),
            "org.esdetect.es.run",
                    List.of(
                            "org.esdetect.es",
                            "org.esdetect.es.arrival",
                            "org.esdetect.es.prepared",
                            "org.esdetect.es.query",
                            "org.esdetect.es.rights",
                            "org.esdetect.es.signal"),
            "org.esdetect.es.coverage",
                    List.of(
                            "org.esdetect.es",
                            "org.esdetect.es.arrival",
                            "org.esdetect.es.health",
                            "org.esdetect.es.ingest",
                            "org.esdetect.es.run"),
            "org.esdetect.es.spread", List.of("org.esdetect.es", "org.esdetect.es.run", "org.esdetect.es.signal"),
            "org.esdetect.es.hand",
                    List.of(
                            "org.esdetect.es",
                            "org.esdetect.es.arrival",
                            "org.esdetect.es.coverage",
                            "org.esdetect.es.query",
                            "org.esdetect.es.rights",
                            "org.esdetect.es.run"),
            "org.esdetect.es.schedule",
                    List.of(
                            "org.esdetect.es",
                            "org.esdetect.es.arrival",
                            "org.esdetect.es.coverage",
                            "org.esdetect.es.hand",
                            "org.esdetect.es.health",
                            "org.esdetect.es.rights",
                            "org.esdetect.es.run",
                            "org.esdetect.es.signal",
                            "org.esdetect.es.spread",
                            "org.esdetect.es.stats",
                            "org.esdetect.es.store"));

    @ArchTest
    void core_usesOnlyWhatItMay(JavaClasses all) {
        MAY_USE.forEach((name, others) -> {
            String[] allowed = Stream.concat(Stream.of(name, "java..", "org.jspecify.annotations"), others.stream())
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed)
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    void rooms_useOnlyTheAdaptersTheyMay(JavaClasses all) {
        ROOMS.forEach((name, others) -> {
            String[] allowed = Stream.concat(Stream.of(name), others.stream()).toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackage("org.esdetect.es..").or(resideInAnyPackage(allowed)))
                    .check(all);
        });
    }

    /** Scheduled work is put together in one place; nothing but the wiring knows it. */
    @ArchTest
    void schedule_isKnownToTheWiringOnly(JavaClasses all) {
        classes()
                .that()
                .resideInAPackage("org.esdetect.es.schedule")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("org.esdetect.es.schedule", "org.esdetect.es.plugin")
                .check(all);
    }

    /** The command line works without a server, so it never touches an adapter. */
    @ArchTest
    void commandLine_knowsNoServer(JavaClasses all) {
        classes()
                .that()
                .resideInAPackage("org.esdetect.cli..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("org.esdetect.es..", "org.elasticsearch..")
                .allowEmptyShould(true)
                .check(all);
    }

    @ArchTest
    void packages_haveNoCycles(JavaClasses all) {
        slices().matching("org.esdetect.(**)").should().beFreeOfCycles().check(all);
    }

    @ArchTest
    void everyPackage_isNamedHereOrIsAnAdapter(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackageName).distinct())
                .allMatch(name -> MAY_USE.containsKey(name)
                        || name.equals("org.esdetect.es")
                        || name.startsWith("org.esdetect.es."))
                .hasSizeGreaterThan(15);
    }
}
