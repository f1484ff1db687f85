package org.menagerie;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house in order: who may use whom, and what nobody may use. */
class ArchitectureTest {
  private static final String API = "org.menagerie.api..";
  private static final String SUPPORT = "org.menagerie.engine.support..";
  private static final String DATA = "org.menagerie.data..";
  private static final String TRAINING = "org.menagerie.training..";
  private static final String PLUGINS = "org.menagerie.plugins..";
  private static final String EXECUTION = "org.menagerie.execution..";
  private static final String CLUSTER = "org.menagerie.cluster.spark..";
  private static final String INFERENCE = "org.menagerie.inference..";
  private static final String EXPORT = "org.menagerie.export..";
  private static final String REPORTS = "org.menagerie.reports..";
  private static final String VECTORS = "jdk.incubator.vector..";

  /** For every module: the JDK, and annotations that are gone when it runs. */
  private static final List<String> FOR_ALL =
      List.of("java..", "org.jspecify..", "com.google.auto.service..");

  private static JavaClasses house;

  @BeforeAll
  static void importAllModules() {
    house =
        new ClassFileImporter()
            .importPaths(
                Stream.of(
                        "api",
                        "data",
                        "training",
                        "zoo-testkit",
                        "zoo-archetype",
                        "engine-support",
                        "engine-testkit",
                        "engine-djl",
                        "engine-vector",
                        "inference",
                        "export",
                        "plugins",
                        "execution",
                        "cluster-spark",
                        "reports",
                        "zoo-classics",
                        "zoo-mnistnet",
                        "zoo-model4",
                        "zoo-model5",
                        "zoo-pipeline",
                        "zoo-progressive",
                        "runner")
                    .map(Modules::classes)
                    .toList());
  }

  /** A module, and what it may use beside itself. */
  record Room(String packages, List<String> uses) {
    static Room of(String packages, String... uses) {
      return new Room(packages, List.of(uses));
    }
  }

  static Stream<Room> rooms() {
    return Stream.of(
        Room.of(API),
        Room.of(
            DATA,
            API,
            "javax.imageio..",
            "org.apache.commons.compress.archivers.tar..",
            "org.apache.commons.csv..",
            "org.slf4j..",
            VECTORS),
        Room.of(
            TRAINING,
            API,
            DATA,
            "com.fasterxml.jackson..",
            "com.google.protobuf..",
            "org.slf4j..",
            "org.snakeyaml.engine.."),
        Room.of(SUPPORT, API),
        Room.of(
            "org.menagerie.engine.testkit..",
            API,
            SUPPORT,
            "com.fasterxml.jackson.databind..",
            "org.junit..",
            "org.opentest4j.."),
        Room.of(
            "org.menagerie.testkit..",
            API,
            SUPPORT,
            DATA,
            TRAINING,
            "org.junit..",
            "org.opentest4j.."),
        Room.of(
            "org.menagerie.archetype..",
            API,
            "javax.lang.model..",
            "javax.xml..",
            "org.w3c..",
            "org.xml.."),
        Room.of(
            "org.menagerie.engine.djl..", API, SUPPORT, "ai.djl..", "com.sun.jna..", "org.slf4j.."),
        Room.of("org.menagerie.engine.vector..", API, SUPPORT, VECTORS),
        Room.of(
            REPORTS,
            API,
            "org.menagerie.training.recipe..",
            "org.menagerie.training.run..",
            "org.menagerie.training.text..",
            "com.fasterxml.jackson..",
            "javax.imageio..",
            "org.apache.commons.statistics.."),
        Room.of("org.menagerie.zoo.classics..", API),
        Room.of("org.menagerie.zoo.mnistnet..", API),
        Room.of("org.menagerie.zoo.model4..", API),
        Room.of("org.menagerie.zoo.model5..", API),
        Room.of("org.menagerie.zoo.pipeline..", API),
        Room.of("org.menagerie.zoo.progressive..", API),
        // Next to nothing, since other programs carry it.
        Room.of(INFERENCE, API, "org.menagerie.data.folder.."),
        Room.of(
            EXPORT,
            API,
            INFERENCE,
            "org.menagerie.data.io..",
            "org.menagerie.training.checkpoint..",
            "org.menagerie.training.recipe..",
            "org.menagerie.training.run..",
            "ai.onnxruntime..",
            "javax.lang.model..",
            "javax.tools.."),
        Room.of(PLUGINS, API, DATA, TRAINING, "org.objectweb.asm.."),
        Room.of(
            EXECUTION,
            API,
            DATA,
            TRAINING,
            PLUGINS,
            "com.fasterxml.jackson..",
            "org.jline.utils..",
            "org.slf4j.."),
        Room.of(
            CLUSTER,
            API,
            DATA,
            TRAINING,
            PLUGINS,
            EXECUTION,
            "org.apache.hadoop..",
            "org.apache.spark..",
            "scala.."),
        Room.of(
            "org.menagerie.runner..",
            API,
            DATA,
            TRAINING,
            PLUGINS,
            EXECUTION,
            EXPORT,
            INFERENCE,
            REPORTS,
            "org.menagerie.archetype..",
            "com.fasterxml.jackson..",
            "com.google.inject..",
            "com.sun.net.httpserver..",
            "me.tongfei.progressbar..",
            "org.jline.utils..",
            "picocli..",
            "org.slf4j.."));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void usesOnlyWhatItMay(Room room) {
    String[] allowed =
        Stream.of(FOR_ALL, List.of(room.packages()), room.uses())
            .flatMap(List::stream)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(house);
  }

  @Test
  void everyClassHasARoom() {
    String[] known = rooms().map(Room::packages).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(house);
    assertThat(house.size()).isGreaterThan(200);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(house);
  }

  @Test
  void ofTheDataOnlyTheAugmentationsUseVectors() {
    noClasses()
        .that()
        .resideInAPackage(DATA)
        .and()
        .resideOutsideOfPackage("org.menagerie.data.augment")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VECTORS)
        .check(house);
  }

  @Test
  void onlyTheTerminalAndTheWorkerTouchTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.menagerie.runner.terminal",
            "org.menagerie.execution.worker",
            // A process whose streams are how the command talks to it.
            "org.menagerie.cluster.spark.driver")
        .and()
        // A process of its own, too, which sees whether a plug-in changes them.
        .doNotHaveSimpleName("InspectMain")
        .should(ACCESS_STANDARD_STREAMS)
        .check(house);
  }

  @Test
  void allRandomnessComesFromRandomStreams() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(house);
  }

  @Test
  void textDoesNotDependOnTheMachinesCharset() {
    noClasses()
        .should()
        .callMethod(String.class, "getBytes")
        .orShould()
        .callConstructor(String.class, byte[].class)
        .check(house);
  }

  /** Every package is a slice, those that have others below them too. */
  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
