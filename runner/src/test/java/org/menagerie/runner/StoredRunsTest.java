package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.runner.Cli.Result;
import org.menagerie.runner.trained.RunTags;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunSpec;

/** Runs in a list, with names, and gone. */
class StoredRunsTest {
  @TempDir private Path home;

  private Cli cli;
  private Path runs;

  @BeforeEach
  void storeRuns() {
    cli = new Cli(home);
    runs = home.resolve("runs");
    store("model2", 1, 900);
    store("model2", 2, 940);
    store("model3", 1, 990);
  }

  private Path store(String model, long seed, int correct) {
    return store(model, "digits", seed, correct);
  }

  private Path store(String model, String dataset, long seed, int correct) {
    RunSpec spec =
        RunSpec.builder("progressive", model)
            .engine("vector")
            .dataset(dataset)
            .recipe(Recipe.builder("default").epochs(2).build())
            .seed(seed)
            .threads(1)
            .build();
    RunFolder folder = RunFolder.forRun(runs, spec);
    folder.writeSpec(spec);
    if (correct > 0) {
      folder.writeResult(SampleResult.of(spec, correct));
    }
    return folder.path();
  }

  private Path run(String start) throws IOException {
    try (var folders = Files.list(runs)) {
      return folders
          .filter(path -> String.valueOf(path.getFileName()).startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }

  private Result in(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(List.of("--runs", runs.toString()));
    return cli.run(command.toArray(String[]::new));
  }

  private void assertDone(String... words) {
    assertThat(in(words)).isEqualTo(new Result(0, "", ""));
  }

  private void assertRefused(String sentence, String... words) {
    assertThat(in(words)).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
  }

  @Test
  void areListedWithWhatTheyCameTo() throws IOException {
    store("model1", 7, 0);
    Path damaged = run("progressive-model3");
    Files.writeString(damaged.resolve("result.json"), "{");
    Files.createDirectories(runs.resolve("no run"));

    JsonNode rows = new ObjectMapper().readTree(in("list", "runs", "--json").out());

    assertThat(rows.findValuesAsText("model"))
        .containsExactlyInAnyOrder(
            "progressive/model1", "progressive/model2", "progressive/model2", "");
    assertThat(rows.findValuesAsText("state"))
        .containsExactlyInAnyOrder("finished", "finished", "unfinished", "unreadable");
    assertThat(rows.get(0).get("accuracy").asDouble()).isIn(90.0, 94.0);
    assertThat(rows.get(0).get("epochs").asInt()).isEqualTo(2);
    assertThat(rows.get(0).get("hash").asText()).hasSize(8);
    Result table = in("list", "runs");
    assertThat(table.out().lines().findFirst().orElseThrow())
        .matches("run +model +engine +data set +recipe +seed +epochs +final % +finished.*");
    assertThat(table.out()).contains("90.00", "94.00", "2026-01-01 00:10", "unfinished");
    assertThat(cli.run("list", "models", "--runs", "x").err())
        .isEqualTo("runner: --runs goes with \"runner list runs\" alone.\n");
    Result missing = cli.run("list", "runs", "--runs", home.resolve("none").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("There is no folder " + home.resolve("none"));
  }

  @Test
  void areFoundByTheBestOfAModel() throws IOException {
    Result shown = in("show", "best:progressive/model2");

    assertThat(shown.out()).startsWith(run("progressive-model2-vector-s2") + "\n");
    assertThat(shown.out()).contains("94.00");
    assertRefused(
        "There is no finished run of progressive/model9 in %s.".formatted(runs),
        "show",
        "best:progressive/model9");
  }

  @Test
  void areFoundThoughThatOfAnotherModelIsDamaged() throws IOException {
    Files.writeString(run("progressive-model3").resolve("result.json"), "{");

    assertThat(in("show", "best:progressive/model2").out())
        .startsWith(run("progressive-model2-vector-s2") + "\n");
    assertThat(in("show", "best:progressive/model3").exitCode()).isEqualTo(1);
  }

  @Test
  void areShownOnceTheyAreFinished() throws IOException {
    Path begun = store("model1", 7, 0);
    Path other = Files.createDirectory(home.resolve("other"));

    assertRefused(
        "The run in %s is not finished, with 0 of 2 epochs trained: the command that began it resumes it."
            .formatted(begun),
        "show",
        begun.toString());
    assertRefused(
        "%s is no folder of a run: name one, as \"runner train\" prints it in the end."
            .formatted(other),
        "show",
        other.toString());
  }

  @Test
  void areNotTheBestOfThoseOnOtherData() {
    store("model2", "mnist", 3, 990);
    assertRefused(
        "The runs of progressive/model2 in %s are on different data sets, digits, mnist, whose accuracies say nothing of each other; name one of them, as \"runner list runs\" shows them."
            .formatted(runs),
        "show",
        "best:progressive/model2");
  }

  @Test
  void areFoundByTheirTags() throws IOException {
    assertDone("tag", "best:progressive/model2", "baseline");
    assertDone("tag", "baseline", "v1.2");

    assertThat(in("show", "v1.2").out())
        .startsWith(run("progressive-model2-vector-s2") + "\nTagged baseline, v1.2\n");
    assertThat(in("list", "runs").out()).contains("baseline, v1.2");
    assertRefused(
        "The tag \"baseline\" is that of %1$s; take it away first: runner tag %1$s baseline --remove."
            .formatted(run("progressive-model2-vector-s2")),
        "tag",
        "best:progressive/model3",
        "baseline");
    assertDone("tag", "baseline", "baseline", "--remove");
    assertDone("tag", "best:progressive/model3", "baseline");
    assertThat(in("show", "baseline").out()).contains("model3");
    assertThat(in("tag", "v1.2", "other", "--remove").err()).contains("has no tag \"other\"");
    String name = String.valueOf(run("progressive-model3").getFileName());
    for (String taken : List.of(name, name.substring(name.lastIndexOf('-') + 1))) {
      assertRefused(
          "\"%s\" is what the run %s is called already; choose another tag."
              .formatted(taken, run("progressive-model3")),
          "tag",
          "best:progressive/model2",
          taken);
    }
    for (String wrong : List.of("last", "a/b", ".x", "best:y", "x".repeat(65))) {
      assertThat(in("tag", "v1.2", wrong).err())
          .startsWith("runner: \"%s\" is no tag: ".formatted(wrong));
    }
  }

  @Test
  void haveAllTagsThatAreGivenAtOnce() throws IOException {
    Path run = run("progressive-model3");
    List<String> tags = List.of("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8");

    tags.parallelStream().forEach(tag -> RunTags.add(run, tag));

    assertThat(RunTags.of(run)).isEqualTo(tags);
  }

  @Test
  void areTaggedOnceTheyAreFinished() throws IOException {
    for (Path folder : List.of(store("model1", 7, 0), Files.createDirectory(home.resolve("x")))) {
      assertRefused(folder + " holds no finished run.", "tag", folder.toString(), "mine");
      assertThat(folder.resolve("tags.txt")).doesNotExist();
    }
  }

  @Test
  void areRemovedWithAllThatTheyHold() throws IOException {
    Path best = run("progressive-model2-vector-s2");
    assertRefused("Nothing was removed; --yes removes without asking.", "rm", best.toString());
    assertThat(best).exists();

    assertDone("tag", best.toString(), "old");
    assertDone("rm", "old", "old", "--yes");
    assertThat(best).doesNotExist();
    assertDone("rm", store("model1", 7, 0).toString(), "--yes");
    try (var left = Files.list(runs)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void areRemovedOnceHoweverTheyAreNamed() throws IOException {
    Path run = run("progressive-model3");
    Path again = run.resolve("..").resolve(String.valueOf(run.getFileName()));

    assertDone("rm", run.toString(), again.toString(), "best:progressive/model3", "--yes");
    assertThat(run).doesNotExist();
  }

  @Test
  void areRemovedWithWhatWasDamagedInThem() throws IOException {
    Path run = run("progressive-model3");
    RunFolder folder = new RunFolder(run);
    for (Path file : List.of(folder.resultFile(), folder.bestCheckpoint())) {
      Files.writeString(file, "damaged");
      folder.setAside(file);
    }

    assertDone("rm", run.toString(), "--yes");
    assertThat(run).doesNotExist();
  }

  @Test
  void areLeftWhereALinkLeadsToThem() throws IOException {
    Path run = run("progressive-model3").toRealPath();
    Path link = Files.createSymbolicLink(home.resolve("link"), run);

    assertRefused(
        "%s is a link; name the folder that it leads to, %s.".formatted(link, run),
        "rm",
        link.toString(),
        "--yes");
    assertThat(run.resolve("result.json")).exists();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void areLeftWhereSomethingElseLiesAmongThem() throws IOException {
    Path run = run("progressive-model3");
    Path notes = Files.writeString(run.resolve("notes.txt"), "mine");
    Path other = run("progressive-model2-vector-s1");

    assertRefused(
        notes + " is no part of a run; move it elsewhere, and the run can be removed.",
        "rm",
        other.toString(),
        run.toString(),
        "--yes");
    assertThat(other).exists();
    Path empty = Files.createDirectories(home.resolve("empty"));
    assertRefused(empty + " holds no run.", "rm", empty.toString(), "--yes");
    assertRefused(
        "The name of a run is empty: name a run's folder, as \"runner train\" prints it in the end.",
        "rm",
        "",
        "--yes");
  }

  @Test
  void areLeftWhileTheyAreTrained() throws IOException {
    Path run = run("progressive-model3");
    Path other = run("progressive-model2-vector-s1");
    RunLock lock = RunLock.of(new RunFolder(run));
    try {
      Result result = in("rm", other.toString(), run.toString(), "--yes");
      assertThat(new RunFolder(other).isFinished()).isTrue();
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("Another process is training this very run");
      assertThat(new TreeSet<>(List.of(run.toFile().list()))).contains("result.json", "spec.json");
    } finally {
      lock.close();
    }
  }
}
