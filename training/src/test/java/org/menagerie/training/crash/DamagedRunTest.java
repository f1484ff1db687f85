package org.menagerie.training.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.disk.Disk;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/**
 * Files of a run that are damaged by the thousand before it is resumed. It has to end as if nothing
 * had happened, or to refuse in a sentence. What cannot be made again without training, the best
 * checkpoint, may be missing, but not unsaid.
 */
class DamagedRunTest {
  private static final int TRIALS = Boolean.getBoolean("menagerie.nightly") ? 10_000 : 600;
  private static final SmallRun RUN = SmallRun.of(1, 4);
  private static final String BEST_IS_GONE = "The best checkpoint is missing or damaged";

  /**
   * The folder at each time at which a run may have to be resumed: an epoch short, done, reported.
   */
  private static final List<Map<String, byte[]>> TIMES = new ArrayList<>();

  private static final List<Map<String, byte[]>> OTHERS = new ArrayList<>();

  private static Stored undisturbed;

  @BeforeAll
  static void train() throws IOException {
    Path runs = new Disk(true).path("/runs");
    for (int epochs : List.of(1, 2, 3)) {
      OTHERS.add(interrupted(RUN, epochs));
    }
    OTHERS.add(interrupted(SmallRun.of(2, 4), 3));
    RunFolder folder = RUN.train(runs, new TrainingListener() {});
    undisturbed = Stored.of(folder);
    assertThat(folder.readResult().bestEpoch().epoch()).isLessThan(3);
    OTHERS.add(contents(SmallRun.of(2, 4).train(runs, new TrainingListener() {})));
    TIMES.add(OTHERS.get(2));
    Map<String, byte[]> untold = contents(folder);
    untold.remove("curves.svg");
    TIMES.add(untold);
    TIMES.add(contents(folder));
  }

  /** As Ctrl-C leaves it after some epochs. */
  private static Map<String, byte[]> interrupted(SmallRun run, int epochs) throws IOException {
    Path runs = new Disk(true).path("/runs");
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics metrics) {
            if (metrics.epoch() == epochs) {
              throw new Disk.PowerLoss();
            }
          }
        };
    try {
      run.train(runs, stopping);
      throw new AssertionError("it was not interrupted");
    } catch (Disk.PowerLoss e) {
      return contents(new RunFolder(runs.resolve(run.spec().runName())));
    }
  }

  private static Map<String, byte[]> contents(RunFolder folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.path())) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    contents.remove("lock");
    contents.remove("log.txt");
    return contents;
  }

  @Test
  void endsAsIfNothingHadHappenedOrRefuses() throws IOException {
    Map<String, Integer> endings = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      Random random = new Random(trial);
      Map<String, byte[]> files = new TreeMap<>(TIMES.get(trial % TIMES.size()));
      List<String> damages = new ArrayList<>();
      for (int more = random.nextInt(4) == 0 ? 2 : 1; more > 0; more--) {
        damages.add(Damage.any(files, OTHERS, random));
      }
      String ending = resume(files);
      endings.merge(ending.replaceFirst(":.*", ""), 1, Integer::sum);
      if (ending.startsWith("WRONG")) {
        wrong.add("%d (%s): %s".formatted(trial, damages, ending));
      }
    }

    System.out.printf("%,d damaged runs: %s%n", TRIALS, endings);
    assertThat(wrong).isEmpty();
  }

  /** How a run with these files ends. */
  private static String resume(Map<String, byte[]> files) throws IOException {
    Path runs = new Disk(true).path("/runs");
    Path path = Files.createDirectories(runs.resolve(RUN.spec().runName()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(path.resolve(file.getKey()), file.getValue());
    }
    List<String> notices = new ArrayList<>();
    AtomicBoolean began = new AtomicBoolean();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void noticed(String sentence) {
            notices.add(sentence);
          }

          @Override
          public void started(int doneEpochs) {
            began.set(true);
          }
        };
    try {
      RunFolder folder = RUN.train(runs, listener);
      List<String> differences = Stored.of(folder).differences(undisturbed);
      if (notices.stream().anyMatch(notice -> notice.startsWith(BEST_IS_GONE))) {
        differences.remove("the best checkpoint is missing");
      }
      if (!began.get()) {
        // A run with a whole result is finished; nobody needs its checkpoints any more.
        differences.removeIf(difference -> difference.contains("checkpoint"));
      } else if (!folder.readEvents().equals(folder.readResult().history())) {
        differences.add("the events differ");
      }
      if (!folder.readSpec().equals(RUN.spec())) {
        differences.add("the specification differs");
      }
      return differences.isEmpty()
          ? notices.isEmpty() ? "the same" : "the same, with a notice"
          : "WRONG: %s, and said %s".formatted(differences, notices);
    } catch (MenagerieException e) {
      String sentence = String.valueOf(e.getMessage());
      return sentence.endsWith(".") && !sentence.contains("\n")
          ? "refused: " + sentence
          : "WRONG: " + sentence;
    } catch (RuntimeException e) {
      return "WRONG: " + e;
    }
  }
}
