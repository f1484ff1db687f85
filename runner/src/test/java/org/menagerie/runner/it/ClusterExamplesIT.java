package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shell part of each example in docs/clusters.md, for all shards, as its scheduler does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the examples are for a POSIX shell")
final class ClusterExamplesIT {
  private static final Path DOCUMENT = Distribution.folder().resolve("docs/clusters.md");

  private static final Pattern BLOCK = Pattern.compile("(?s)```(bash|yaml)\n(.*?)```");

  @TempDir private Path folder;

  private final List<Path> links = new ArrayList<>();
  private User user;

  @BeforeEach
  void prepare() throws IOException {
    user = user("sharded");
  }

  /**
   * Somebody with the distribution's commands, an experiment and few data in the working folder.
   */
  private User user(String name) throws IOException {
    User made = new User(folder.resolve(name));
    Path images = SmallDataset.write(folder.resolve("images"));
    Files.writeString(
        made.workingDirectory().resolve("experiment.yaml"),
        """
        model: [progressive/model3, mnistnet/mnistnet3]
        dataset: %s
        seeds: 2
        epochs: 1
        """
            .formatted(images));
    Path bin = made.workingDirectory().resolve("bin");
    links.add(Files.createSymbolicLink(bin, Distribution.folder().resolve("bin")));
    return made;
  }

  @Test
  void trainsOnSlurmWhatOneMachineTrains() throws IOException, InterruptedException {
    String script = blocks("bash").get(0);
    assertThat(script).startsWith("#!/bin/bash\n").contains("#SBATCH --array=1-3\n");
    user.with("SLURM_ARRAY_TASK_COUNT", "3").with("SLURM_CPUS_PER_TASK", "2");
    for (int task = 1; task <= 3; task++) {
      user.with("SLURM_ARRAY_TASK_ID", Integer.toString(task));
      user.types(script).succeeded();
    }

    assertIsTheWholeSweep("runs");
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void trainsOnKubernetesWhatOneMachineTrains() throws IOException, InterruptedException {
    Object container = at(yaml(0), "spec", "template", "spec", "containers", 0);
    assertThat(at(yaml(0), "spec", "completions")).isEqualTo(3);
    assertThat(at(container, "command")).isEqualTo(List.of("sh", "-c"));
    user.with(
        String.valueOf(at(container, "env", 0, "name")),
        String.valueOf(at(container, "env", 0, "value")));
    for (int index = 0; index < 3; index++) {
      user.with("JOB_COMPLETION_INDEX", Integer.toString(index));
      user.types(String.valueOf(at(container, "args", 0))).succeeded();
    }

    assertIsTheWholeSweep("runs");
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void trainsOnGitHubWhatOneMachineTrains() throws IOException, InterruptedException {
    Object jobs = at(yaml(1), "jobs");
    String trains = String.valueOf(at(jobs, "shard", "steps", 2, "run"));
    Path work = user.workingDirectory();
    for (Object shard : (List<?>) at(jobs, "shard", "strategy", "matrix", "shard")) {
      user.types(trains.replace("${{ matrix.shard }}", shard.toString())).succeeded();
      // As uploading and downloading do.
      Files.createDirectories(work.resolve("shards"));
      Files.move(work.resolve("runs"), work.resolve("shards/shard-" + shard));
    }

    assertIsTheWholeSweep("shards/*");
    Outcome report = user.types(String.valueOf(at(jobs, "report", "steps", 3, "run")));
    assertThat(report.exitCode()).as("%s", report).isZero();
    assertThat(work.resolve("report.html")).content().contains("progressive/model3");
  }

  private void assertIsTheWholeSweep(String folders) throws IOException, InterruptedException {
    Outcome report = user.types("bin/runner report --format json --output r.json " + folders);
    assertThat(report.err())
        .startsWith("Plan ")
        .contains(" is complete: all its 4 runs, of 3 shards.\n");
    User alone = user("alone");
    alone.types("bin/runner compare experiment.yaml --out runs").succeeded();
    assertThat(histories(user)).hasSize(4).isEqualTo(histories(alone));
  }

  /** By the names of the runs; without the times. */
  private static Map<String, List<EpochMetrics>> histories(User user) throws IOException {
    Map<String, List<EpochMetrics>> histories = new TreeMap<>();
    try (var files = Files.walk(user.workingDirectory(), 4)) {
      for (Path file : files.filter(path -> path.endsWith("result.json")).toList()) {
        RunFolder run = new RunFolder(file.getParent());
        histories.put(
            run.path().getFileName().toString(), Epochs.withoutTimes(run.readResult().history()));
      }
    }
    return histories;
  }

  private static Object yaml(int index) throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(blocks("yaml").get(index));
  }

  private static Object at(Object document, Object... path) {
    Object found = document;
    for (Object step : path) {
      found =
          step instanceof Integer index
              ? ((List<?>) found).get(index)
              : ((Map<?, ?>) found).get(step);
    }
    return found;
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(DOCUMENT))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2))
        .toList();
  }
}
