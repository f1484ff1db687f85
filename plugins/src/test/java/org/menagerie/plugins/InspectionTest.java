package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that would take down or keep whoever loads them; they are never loaded in here. */
class InspectionTest {
  /** Starting Java takes a part of it. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @TempDir private Path directory;
  private Path plugins;
  private Path kept;

  @BeforeEach
  void prepare() {
    plugins = directory.resolve("plugins");
    kept = directory.resolve("kept");
  }

  @Test
  void reportsWhatCannotBeLoadedAndUsesTheRest() throws IOException {
    model("good", "");
    model(
        "by-reflection",
        "{ EXIT }",
        "System.class.getMethod(\"exit\", int.class).invoke(null, 7);");
    model(
        "by-halt",
        "{ EXIT }",
        "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 8);");
    model("endless-block", "static { while (System.nanoTime() != 0) { } }");
    model("endless-wait", "{ try { Thread.sleep(Long.MAX_VALUE); } catch (Exception e) { } }");
    model(
        "huge",
        "static List<long[]> all = new ArrayList<>(); { while (all != null) all.add(new long[1 << 20]); }");
    model("home", "{ System.setProperty(\"user.home\", \"/tmp\"); }");
    model(
        "hook",
        "{ Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) Thread.onSpinWait(); })); }");

    LoadedPlugins loaded = load();

    assertThat(loaded.catalog().zoos().names()).contains("good").hasSize(1);
    assertThat(reasons(loaded))
        .containsEntry(
            "by-reflection",
            "it ends the process that looks into it, with exit code 7; it is not used.")
        .containsEntry(
            "by-halt", "it ends the process that looks into it, with exit code 8; it is not used.")
        .containsEntry("endless-wait", "looking into it takes more than 9 seconds; it is not used.")
        .containsEntry("huge", "looking into it takes more than 256 MiB of memory; it is not used.")
        .containsEntry(
            "home", "looking into it changes the system property user.home; it is not used.")
        .hasSize(7);
    for (String busy : List.of("endless-block", "hook")) {
      // On a machine that is busy otherwise, time is up before it had the processor for so long.
      assertThat(reasons(loaded).get(busy))
          .matches(
              "looking into it takes more than (3 seconds of processor time|9 seconds); it is not"
                  + " used\\.");
    }
    assertThat(loaded.sources().refused()).hasSize(7);
    PluginSources ofWorker = PluginSources.parse(loaded.sources().arguments());
    assertThat(LoadedPlugins.from(ofWorker).catalog().zoos().names()).containsExactly("good");

    try (Stream<Path> files = Files.list(kept)) {
      assertThat(files)
          .as("all but those that may have waited for their turn")
          .hasSizeBetween(5, 7);
    }
  }

  @Test
  void usesWhatIsOnlyImpolite() throws IOException {
    model("deep", "static int down(int i) { return down(i + 1) + 1; } static { down(0); }");
    model("loud", "{ System.out.println(\"hello from a plug-in\"); }");
    model(
        "threads",
        "{ new Thread(() -> { while (true) Thread.onSpinWait(); }, \"spinner\").start(); }");
    model("throws", "{ if (true) throw new IllegalStateException(\"boom\"); }");

    // Their code runs in here too, and a thread that spins would stay.
    CachedInspections inspections = new CachedInspections(kept, List.of(), LIMIT);
    Map<Path, Inspection.Verdict> found = inspections.of(jars());

    assertThat(found).hasSize(4).allSatisfy((path, v) -> assertThat(v.refusal()).isEmpty());
    assertThat(remarks(found, "loud"))
        .singleElement()
        .asString()
        .startsWith(
            "it prints to the standard output when it is looked into (\"hello from a plug-in\")");
    assertThat(remarks(found, "threads"))
        .containsExactly(
            "it leaves threads behind when it is looked into (spinner); they should be daemons.");
    assertThat(remarks(found, "deep")).isEmpty();
  }

  @Test
  void looksIntoNothingThatIsTrustedAndIntoAllElseOnce() throws IOException {
    model("good", "");
    assertThat(new CachedInspections(kept, List.of(plugins), LIMIT).of(jars())).isEmpty();
    assertThat(kept).doesNotExist();

    CachedInspections inspections = new CachedInspections(kept, List.of(), LIMIT);
    assertThat(inspections.of(jars())).hasSize(1);
    Path finding;
    try (Stream<Path> files = Files.list(kept)) {
      finding = files.findFirst().orElseThrow();
    }
    Files.writeString(finding, "refusal: as kept.\nend\n");
    assertThat(inspections.of(jars()).values())
        .singleElement()
        .extracting(verdict -> verdict.refusal().orElseThrow())
        .isEqualTo("as kept.");
    Files.writeString(finding, "refusal: as ke");
    assertThat(inspections.of(jars()).values())
        .as("a damaged one is found again")
        .singleElement()
        .matches(verdict -> verdict.refusal().isEmpty());
  }

  private List<String> remarks(Map<Path, Inspection.Verdict> found, String plugin) {
    return requireNonNull(found.get(plugins.resolve(plugin + ".jar"))).remarks();
  }

  private Map<Path, List<Path>> jars() throws IOException {
    try (Stream<Path> files = Files.list(plugins)) {
      return new TreeMap<>(
          files
              .filter(path -> path.toString().endsWith(".jar"))
              .collect(Collectors.toMap(path -> path, List::of)));
    }
  }

  private LoadedPlugins load() {
    return LoadedPlugins.from(
        new PluginSources(List.of(plugins), List.of()),
        new CachedInspections(kept, List.of(), LIMIT));
  }

  private static Map<String, String> reasons(LoadedPlugins loaded) {
    return loaded.problems().stream()
        .collect(
            Collectors.toMap(
                problem ->
                    Path.of(problem.locations().get(0))
                        .getFileName()
                        .toString()
                        .replace(".jar", ""),
                PluginProblem::reason));
  }

  private void model(String name, String members) {
    new PluginJar()
        .model(ModelSource.of("p.M", name, "m").withMembers(members))
        .writeTo(plugins.resolve(name + ".jar"));
  }

  private void model(String name, String members, String exit) {
    model(
        name,
        members.replace("EXIT", "try { " + exit + " } catch (ReflectiveOperationException e) { }"));
  }
}
