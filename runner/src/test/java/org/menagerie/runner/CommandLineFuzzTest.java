package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.runner.Cli.Result;

/** Whatever is typed or stands in an experiment file, it is done or refused in a few words. */
class CommandLineFuzzTest {
  private static final String PLAN =
      "compare --zoo progressive --model model2,model3 --engines vector --seeds 1,4,7 --jobs 2"
          + " --timeout 90s --retries 1 --threads 1 --lr 0.05 --epochs 3 --batch-size 64"
          + " --set momentum=0.9 --set augmentation=rotation(degrees=7),erasing(p=0.2)"
          + " --set schedule=warm_up(epochs=1,then=cosine) --set optimizer=adam(lr=0.001) --dry-run";

  private static final String EXPERIMENT =
      """
      # Two models.
      model: [progressive/model2, progressive/model3]
      seeds: [1, 4, 7]
      jobs: 2
      timeout: "10m"
      lr: &rate 0.05
      set:
        momentum: 0.9
        nesterov: True
        clip_norm: ~
        mean: *rate
        schedule: 'cosine(eta_min=0.001)'
        augmentation:
          - rotation(degrees=7)
          - center_crop(size=20)
      """;

  @TempDir private Path home;
  private Cli cli;

  @BeforeEach
  void installTheZoos() {
    cli = new Cli(home);
  }

  @Test
  void doesOrRefusesWhatIsTyped() {
    Fuzz.from(
            PLAN.getBytes(UTF_8),
            PLAN.getBytes(UTF_8),
            "describe --model progressive/model2 --json --quiet".getBytes(UTF_8),
            "list augmentations --json".getBytes(UTF_8),
            "data list --data-dir .".getBytes(UTF_8),
            "report nowhere --format csv --table runs --by-model".getBytes(UTF_8))
        .inputs(150, 10_000)
        .feed(
            input -> {
              // A change can drop the dry run, and trainings are not to start.
              String line =
                  new String(input, UTF_8).replaceAll("^\\s*compare", "compare --dry-run");
              if (line.matches("(?s)\\s*(compare|describe|list|data|report)\\s.*")) {
                require(cli.run(line.strip().split("\\s+")));
              }
            });
  }

  @Test
  void doesOrRefusesWhatAFileSays() {
    Path file = home.resolve("experiment.yaml");
    Fuzz.from(EXPERIMENT.getBytes(UTF_8))
        .inputs(150, 10_000)
        .feed(
            input -> {
              Files.write(file, input);
              require(cli.run("compare", file.toString(), "--dry-run"));
            });
  }

  private static void require(Result result) {
    assertThat(result.exitCode()).isBetween(0, 2);
    assertThat(result.err()).doesNotContain("should not have happened", "\tat ");
    assertThat(result.err().length()).isLessThan(50_000);
    if (result.exitCode() != 0) {
      assertThat(result.err()).contains("runner: ");
      assertThat(result.err()).endsWith("\n");
    }
  }
}
