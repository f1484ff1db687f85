package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.checkpoint.Safetensors;

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
  void notesWhereTheNetworkComesFrom() throws IOException {
    Result result = export(run, "safetensors", "own.safetensors");

    assertThat(result.exitCode()).isZero();
    assertThat(home.resolve("own.py")).content().contains("files/small as a torch.nn.Module");
    assertThat(Safetensors.read(home.resolve("own.safetensors")).metadata())
        .containsEntry("model", "files/small")
        .containsEntry("run", String.valueOf(run.getFileName()))
        .containsEntry("dataset", "digits")
        .containsEntry("epoch", "1")
        .containsEntry("test_accuracy", "98.10");
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
        "The run in " + begun + " is not finished: the command that began it resumes it.");
    Files.copy(run.resolve("result.json"), begun.resolve("result.json"));
    assertRefused(
        export(begun, "onnx", "x.onnx"),
        "There is no %s to export: name a run's folder, or a safetensors file."
            .formatted(begun.resolve("checkpoint-last.safetensors")));
  }

  @Test
  void refusesFormatsThatItDoesNotKnow() {
    assertRefused(
        export(run, "onx", "x.onnx"),
        "There is no export format \"onx\". Did you mean \"onnx\"? Available: onnx, safetensors.");
    assertRefused(
        export(run, "onnx(input=ints)", "x.onnx"),
        "onnx: \"input\" must be one of bytes, floats, not ints.");
    assertRefused(export(run, "onnx", ""), home + " is a folder; name a file with --output.");
  }

  private static void assertRefused(Result result, String sentence) {
    assertThat(result.err()).isEqualTo("runner: " + sentence + "\n");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(home.resolve("x.onnx")).doesNotExist();
  }
}
