package org.menagerie.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.Jars;
import org.menagerie.Modules;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.SweepPlan;

class OriginsTest {
  private static final Map<String, String> OTHER = Map.of("zoo-progressive.jar", "00");

  @TempDir private Path folder;

  private Path runs;
  private LoadedPlugins plugins;
  private Map<String, String> data;

  @BeforeEach
  void prepare() {
    runs = folder.resolve("runs");
    Jars.write(
        Jars.read(Modules.classes("zoo-progressive")), folder.resolve("zoos/zoo-progressive.jar"));
    plugins = LoadedPlugins.from(List.of(folder.resolve("zoos")));
    data =
        new DatasetLocator(plugins.catalog(), folder)
            .load(DatasetReference.named("digits"))
            .checksums();
  }

  @Test
  void saysNothingOfRunsWhosePluginsAndDataAreThoseAtHand() {
    train(1, plugins.checksums(spec(1)), data);

    assertThat(differing(1)).isEmpty();
  }

  @Test
  void knowsAJarByWhatIsInItAndNotByItsName() {
    train(1, Map.of("old-name.jar", plugins.checksums(spec(1)).get("zoo-progressive.jar")), data);

    assertThat(differing(1)).isEmpty();
  }

  @Test
  void saysWhichRunWasMadeByAnotherJarAndHowToMakeItAgain() {
    train(1, plugins.checksums(spec(1)), data);
    train(2, OTHER, data);

    assertThat(differing(2))
        .containsExactly(
            "A finished run was made by another zoo-progressive.jar than is there now (%s) and is compared as it is: to train it again, move its folder out of %s."
                .formatted(spec(2).runName(), runs));
  }

  @Test
  void saysWhichRunsWereMadeOnOtherData() {
    SortedMap<String, String> jars = plugins.checksums(spec(1));
    LongStream.rangeClosed(1, 5).forEach(seed -> train(seed, jars, Map.of("images", "00")));

    assertThat(differing(5))
        .containsExactly(
            "5 finished runs were made on other data of digits than are there now (%s, %s, %s and 2 more) and are compared as they are: to train them again, move their folders out of %s."
                .formatted(spec(1).runName(), spec(2).runName(), spec(3).runName(), runs));
  }

  @Test
  void asksNothingOfRunsThatAreNotFinished() {
    assertThat(differing(3)).isEmpty();
  }

  private List<String> differing(int seeds) {
    List<RunSpec> specs = LongStream.rangeClosed(1, seeds).mapToObj(OriginsTest::spec).toList();
    return new Origins(plugins, plugins.catalog())
        .differing(new SweepPlan(specs).in(runs), folder.resolve("data"));
  }

  private void train(long seed, Map<String, String> jars, Map<String, String> images) {
    RunResult run = SampleResult.of(spec(seed), 990);
    RunFolder.forRun(runs, run.spec())
        .writeResult(
            new RunResult(
                run.schemaVersion(),
                run.spec(),
                run.parameters(),
                run.multiplyAccumulates(),
                run.stopReason(),
                run.history(),
                run.testOutcome(),
                run.validationImages(),
                run.signature(),
                run.peakMemoryBytes(),
                new Provenance(
                    "0.1.0",
                    Build.UNKNOWN,
                    new TreeMap<>(),
                    new TreeMap<>(images),
                    new TreeMap<>(jars),
                    run.provenance().machine(),
                    "2026-01-01T00:00:00Z",
                    "2026-01-01T00:10:00Z")));
  }

  private static RunSpec spec(long seed) {
    return RunSpec.builder("progressive", "model3")
        .engine("pytorch")
        .dataset("digits")
        .recipe(Recipe.builder("r").build())
        .seed(seed)
        .threads(1)
        .build();
  }
}
