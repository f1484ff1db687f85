package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;
import org.menagerie.data.digits.DigitsCache;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.run.RunFolder;

/** {@code runner export}, and what it refuses. */
class ExportTest {
  @TempDir private static Path home;

  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void trainARun() throws IOException {
    cli = new Cli(home);
    run = SmallTrainedRun.in(home);
  }

  private static Result export(Path from, String format, String output) {
    return cli.run(
        "export", from.toString(), "--format", format, "--output", home.resolve(output).toString());
  }

  @Test
  void writesWhatItHasComparedInOnnxRuntime() {
    Result result = export(run, "onnx", "small.onnx");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .startsWith("Wrote " + home.resolve("small.onnx") + " In ONNX Runtime 1.")
        .contains("the logits of the run on 1,000 test images, to ")
        .endsWith("; no answer changes. ");
    assertThat(home.resolve("small.onnx")).isNotEmptyFile();
  }

  @Test
  void writesAClassThatItHasCompiledAndCompared() {
    Result result = export(run, "java", "Small.java");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .startsWith("Wrote " + home.resolve("Small.java") + " In Java ")
        .contains("the logits of the run on 1,000 test images, to ")
        .endsWith("; no answer changes. ");
    assertThat(home.resolve("Small.java")).content().contains("public final class Small {");
  }

  @Test
  void writesAModelForOtherJavaPrograms() throws IOException {
    Result result = export(run, "menagerie", "small.menagerie");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains("In menagerie-inference it gives the logits of the run on 1,000 test images, to ")
        .endsWith("; no answer changes. ");
    TrainedModel model = TrainedModel.load(home.resolve("small.menagerie"));
    assertThat(model.name()).isEqualTo("files/small");
    assertThat(model.notes()).containsEntry("dataset", "digits");
    ImageSet digits = new DigitsCache(home).load().test().first(50);
    byte[] pixels = new byte[digits.imageLength()];
    int right = 0;
    for (int i = 0; i < digits.size(); i++) {
      digits.copyImage(i, pixels);
      right += model.predict(pixels).best().label() == digits.label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(35);
  }

  @Test
  void writesAHeaderAndSaysWhetherItIsCompared() {
    Result result = export(run, "c", "small.h");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .startsWith("Wrote " + home.resolve("small.h"))
        .containsAnyOf(
            "the logits of the run on 1,000 test images, to ", "a C compiler as CC, cc or gcc");
    assertThat(home.resolve("small.h")).content().contains("void small_logits(");
  }

  @ParameterizedTest
  @CsvSource({"onnx, levels.onnx, In ONNX Runtime 1.", "c, levels.h, In "})
  void saysWhatFewerBitsCost(String format, String file, String beginning) {
    Path output = home.resolve(file);

    Result result =
        cli.run(
            "export",
            run.toString(),
            "--format",
            format,
            "--quantize",
            "int8",
            "--output",
            output.toString());

    assertThat(result.exitCode()).as("%s", result).isZero();
    String said = result.out().replaceAll("\\s+", " ");
    assertThat(said).startsWith("Wrote " + output);
    if (!said.contains("a C compiler as CC, cc or gcc")) {
      Matcher cost =
          Pattern.compile(
                  Pattern.quote(beginning)
                      + ".* it is right on (\\S+) % of 2,000 test images, the run's own network on (\\S+) %: (\\d+) only it answers rightly, (\\d+) only the other \\(McNemar's exact test: p = (\\S+)\\)\\. $")
              .matcher(said);
      assertThat(cost.find()).as(said).isTrue();
      double quantized = Double.parseDouble(cost.group(1));
      double original = Double.parseDouble(cost.group(2));
      int difference = Integer.parseInt(cost.group(3)) - Integer.parseInt(cost.group(4));
      assertThat(quantized - original).isCloseTo(difference / 20.0, within(0.011));
      assertThat(Math.abs(difference)).isLessThan(20);
    }
    assertThat(output).isNotEmptyFile();
  }

  @Test
  void refusesFewerBitsWhereAFormatHasNone() {
    Result java =
        cli.run(
            "export",
            run.toString(),
            "--format",
            "java",
            "--quantize",
            "int8",
            "--output",
            home.resolve("x.onnx").toString());
    assertRefused(
        java,
        "The format java cannot write numbers of fewer bits: leave out --quantize, or choose c or onnx with --format.");
    assertRefused(
        export(run, "c(quantize=int4)", "x.onnx"),
        "c: \"quantize\" must be one of none, int8, not int4.");
  }

  @Test
  void notesWhereTheNetworkComesFrom() throws IOException {
    Result result = export(run, "safetensors", "own.safetensors");

    assertThat(result.exitCode()).isZero();
    assertThat(home.resolve("own.py")).content().contains("files/small as a torch.nn.Module");
    assertThat(Safetensors.read(home.resolve("own.safetensors")).metadata())
        .containsEntry("model", "files/small")
        .containsEntry("run", String.valueOf(run.getFileName()))
        .containsEntry("dataset", "digits")
        .containsEntry("epoch", "1")
        .containsEntry(
            "test_accuracy",
            String.format(
                Locale.ROOT, "%.2f", new RunFolder(run).readEvents().get(0).testAccuracy()));
  }

  @Test
  void refusesWhatIsNoFinishedRun() throws IOException {
    Path begun = Files.createDirectories(home.resolve("begun"));
    Files.copy(run.resolve("spec.json"), begun.resolve("spec.json"));

    assertRefused(
        export(home, "onnx", "x.onnx"),
        home + " is no folder of a run: name one, as \"runner train\" prints it in the end.");
    assertRefused(
        export(begun, "onnx", "x.onnx"),
        "The run in "
            + begun
            + " is not finished, with 0 of 1 epochs trained: the command that began it resumes it.");
    Files.copy(run.resolve("result.json"), begun.resolve("result.json"));
    assertRefused(
        export(begun, "onnx", "x.onnx"),
        "The run in %s is kept without its weights (checkpoint-last.safetensors): name another run, or train it again."
            .formatted(begun));
  }

  @Test
  void replacesNoFileThatNobodyNamed() throws IOException {
    Path script = Files.writeString(home.resolve("train.py"), "print(1)");

    assertRefused(
        export(run, "safetensors", "train.safetensors"),
        script
            + " is there already and would be replaced: remove it, or choose another name with --output.");
    assertThat(script).hasContent("print(1)");
    assertThat(home.resolve("train.safetensors")).doesNotExist();

    Files.delete(script);
    assertThat(export(run, "safetensors", "train.safetensors").exitCode()).isZero();
    assertThat(export(run, "safetensors", "train.safetensors").exitCode())
        .as("an export once more")
        .isZero();
  }

  @Test
  void refusesFormatsThatItDoesNotKnow() {
    assertRefused(
        export(run, "onx", "x.onnx"),
        "There is no export format \"onx\". Did you mean \"onnx\"? Available: c, java, menagerie, onnx, safetensors, tensorboard.");
    assertRefused(
        export(run, "onnx(input=ints)", "x.onnx"),
        "onnx: \"input\" must be one of bytes, floats, not ints.");
    assertRefused(
        export(run, "java", "my-model.java"),
        "No class can be named as the file my-model.java: name one like Digits.java with --output.");
    assertRefused(
        export(run, "c", "my-model.h"),
        "No header can be named as the file my-model.h: name one like digits.h with --output.");
    assertRefused(export(run, "onnx", ""), home + " is a folder; name a file with --output.");
  }

  @Test
  void refusesWhatHasDiverged() throws IOException {
    Path diverged = Files.createDirectories(home.resolve("diverged"));
    for (String file : List.of("spec.json", "result.json")) {
      Files.copy(run.resolve(file), diverged.resolve(file));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Safetensors.read(run.resolve("checkpoint-last.safetensors"))
        .tensors()
        .asMap()
        .forEach(tensors::put);
    float[] bias = new float[10];
    bias[3] = Float.NaN;
    tensors.put("2.bias", new Tensor(Shape.flat(10), bias));
    try (var out = Files.newOutputStream(diverged.resolve("checkpoint-last.safetensors"))) {
      new Safetensors(Map.of(), new TensorMap(tensors)).write(out);
    }

    for (List<String> asked :
        List.of(List.of("--format=java"), List.of("--format=onnx", "--quantize=int8"))) {
      Path output = home.resolve("Diverged.java");
      List<String> command =
          new ArrayList<>(List.of("export", diverged.toString(), "--output=" + output));
      command.addAll(asked);
      Result result = cli.run(command.toArray(String[]::new));
      assertThat(result.err())
          .isEqualTo(
              "runner: The tensor 2.bias of %s holds what is no number (NaN): its training has diverged; export another run.\n"
                  .formatted(diverged));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void takesShortNamesOfRuns() {
    String runs = home.resolve("runs").toString();
    String name = String.valueOf(run.getFileName());
    String hash = name.substring(name.lastIndexOf('-') + 1);
    for (String shorter : List.of("last", hash.substring(0, 4), hash, "files-small")) {
      Path output = home.resolve(shorter + ".onnx");
      Result result =
          cli.run(
              "export", shorter, "--runs", runs, "--format", "onnx", "--output", output.toString());
      assertThat(result.exitCode()).as("%s", result).isZero();
      assertThat(output).isNotEmptyFile();
    }
  }

  @Test
  void refusesShortNamesOfNoRunOrOfSeveral() throws IOException {
    Path runs = Files.createDirectories(home.resolve("several"));
    for (String again : List.of("", ".2")) {
      Path copy = Files.createDirectories(runs.resolve(run.getFileName() + again));
      Files.copy(run.resolve("result.json"), copy.resolve("result.json"));
    }
    String name = String.valueOf(run.getFileName());

    assertShort(
        "nothing",
        runs,
        "There is no folder nothing, and no finished run in %s that is tagged so or whose name or hash begins so; name a run's folder, as \"runner train\" prints it in the end."
            .formatted(runs));
    assertShort(
        "files",
        runs,
        "2 finished runs in %s are called files...: %s, %s.2; write more of the name or the hash."
            .formatted(runs, name, name));
    assertShort(
        "last",
        home.resolve("empty"),
        "There is no finished run in %s.".formatted(home.resolve("empty")));
  }

  private static void assertShort(String shorter, Path runs, String sentence) {
    assertRefused(
        cli.run(
            "export",
            shorter,
            "--runs",
            runs.toString(),
            "--format",
            "onnx",
            "--output",
            home.resolve("x.onnx").toString()),
        sentence);
  }

  private static void assertRefused(Result result, String sentence) {
    assertThat(result.err()).isEqualTo("runner: " + sentence + "\n");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(home.resolve("x.onnx")).doesNotExist();
  }
}
