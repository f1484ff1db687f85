package org.menagerie.runner.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

/** What stands in a file becomes what would be typed. */
class ExperimentFileTest {
  private static final List<String> KEYS = List.of("set", "model", "seeds", "jobs", "lr");

  private static final String ALL =
      """
      model: [a/b, &m c/d]
      seeds: [1, 4]
      lr: &rate 0.125
      set: &these
        mean: *rate
        nesterov: True
        schedule: ~
        clip_norm:
        optimizer: "null"
        augmentation: &few
          - rotation(degrees=7)
          - erasing(p=0.25)
      """;

  @TempDir Path folder;

  @Test
  void readsWhatYamlHasOfItsOwn() throws IOException {
    Map<String, List<String>> read = read(ALL);
    assertThat(read)
        .containsEntry("model", List.of("a/b,c/d"))
        .containsEntry("seeds", List.of("1,4,"))
        .containsEntry("lr", List.of("0.125"));
    assertThat(read.get("set"))
        .containsExactly(
            "mean=0.125",
            "nesterov=true",
            "schedule=none",
            "clip_norm=none",
            "optimizer=null",
            "augmentation=rotation(degrees=7), erasing(p=0.25)");
  }

  /** In YAML 1.2 these are words, as are numbers that only Java knows. */
  @Test
  void leavesWordsAsTheyAreWritten() throws IOException {
    assertThat(settings("set:\n  nesterov: no\n  lr: 0x1p-4\n  mean: 0.10\n  std: 'true'\n"))
        .containsExactly("nesterov=no", "lr=0x1p-4", "mean=0.10", "std=true");
  }

  @Test
  void readsWindowsLinesAndAByteOrderMark() throws IOException {
    assertThat(read("\ufeffjobs: 2\r\nset:\r\n  lr: 1\r\n"))
        .containsEntry("jobs", List.of("2"))
        .containsEntry("set", List.of("lr=1"));
  }

  @Test
  void readsAThousandSeedsWrittenOut() throws IOException {
    String seeds =
        IntStream.rangeClosed(1, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String typed = requireNonNull(read("seeds: [" + seeds + "]\n").get("seeds")).get(0);
    assertThat(Seeds.parse(typed)).hasSize(1_000).endsWith(1_000L);
    assertThatThrownBy(() -> Seeds.parse(typed + "1001,"))
        .hasMessage("The seeds must be at most 1,000, not 1,001 of them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jobs: 2;---;jobs: 3    | line 2, column 1: a second document begins",
        "jobs: !!int 2          | line 1, column 7: the tag tag:yaml.org,2002:int is not read here",
        "set: !x {}             | line 1, column 6: the tag !x is not read here",
        "jobs: *x               | line 1, column 7: the alias *x has no anchor before it",
        "lr: &a [*a]            | line 1, column 9: the alias *a has no anchor before it",
        "jobs: 2;jobs: 3        | line 2, column 1: the key \"jobs\" stands here a second time, after"
            + " line 1",
        "set:;  lr: 1;  lr: 2   | line 3, column 3: the key \"lr\" stands here a second time",
        "set:;\tlr: 1           | line 2, column 1: a tab stands before the text",
        "? [a];: b              | line 1, column 3: a key must be a word",
        "jobs: [[1]]            | \"jobs\" must have a single value, or a list of them",
        "''                     | line 1, column 1: it must hold keys with values",
        "jobs: \"2              | line ",
        "lr: 1;model: [\"\\u     | line 2, column 12: the file ends within double quotes"
      })
  void saysWhereItIsWrong(String lines, String problem) {
    assertThatThrownBy(() -> read(lines.replace(';', '\n')))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(folder.resolve("experiment.yaml") + ", ")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeepOrNoText() throws IOException {
    assertThatThrownBy(() -> read("lr: " + "1".repeat(2_000_000)))
        .hasMessageEndingWith("which is larger than 1 MiB, is no experiment.");
    assertThatThrownBy(() -> read("lr: " + "[".repeat(20_000)))
        .hasMessageContaining("this is nested more than 4 deep");
    Path file = folder.resolve("experiment.yaml");
    Files.write(file, "model: \u00e4\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> ExperimentFile.read(file, KEYS))
        .hasMessageContaining("which is no text in UTF-8, must be saved as such");
    assertThatThrownBy(() -> ExperimentFile.read(folder, KEYS))
        .hasMessage("Cannot read %s: it is a folder.".formatted(folder));
  }

  @Test
  void readsOrRefusesWhateverStandsThere() {
    Path file = folder.resolve("experiment.yaml");
    Fuzz.from(ALL.getBytes(UTF_8))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                assertThat(ExperimentFile.read(file, KEYS).keySet()).isSubsetOf(KEYS);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).startsWith(file.toString());
              }
            });
  }

  private List<String> settings(String text) throws IOException {
    return requireNonNull(read(text).get("set"));
  }

  private Map<String, List<String>> read(String text) throws IOException {
    return ExperimentFile.read(Files.writeString(folder.resolve("experiment.yaml"), text), KEYS);
  }
}
