package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.Sha256;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.run.ImportedNetwork;
import org.menagerie.training.run.RunFolder;

/** {@code runner import} of a network that was trained on digits and exported. */
class ImportTest {
  @TempDir private static Path home;

  private static Cli cli;
  private static Path trained;
  private static Path weights;
  private static Path runs;
  private static Path imported;
  private static Result result;

  @BeforeAll
  static void importWhatWasExported() throws IOException {
    cli = new Cli(home);
    trained = SmallTrainedRun.in(home);
    weights = home.resolve("weights.safetensors");
    assertDone("export", trained.toString(), "--format", "safetensors", "--output", weights);
    runs = home.resolve("imports");
    result = importInto(runs, weights);
    try (Stream<Path> folders = Files.list(runs)) {
      imported = folders.findFirst().orElseThrow();
    }
  }

  private static Result importInto(Path out, Path file, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "import",
                file.toString(),
                "--model",
                home.resolve("small.yaml").toString(),
                "--dataset",
                "digits",
                "--out",
                out.toString()));
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  private static Result assertDone(Object... words) {
    Result done = cli.run(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    assertThat(done.exitCode()).as("%s", done).isZero();
    return done;
  }

  private static void assertRefused(Result refused, Path out, String sentence) {
    assertThat(refused.err()).endsWith("runner: " + sentence + "\n");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  private static Path changed(String name, Map<String, Tensor> changes) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(weights).tensors().asMap());
    tensors.putAll(changes);
    return written(name, tensors);
  }

  private static Path written(String name, Map<String, Tensor> tensors) throws IOException {
    Path file = home.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      new Safetensors(Map.of(), new TensorMap(tensors)).write(out);
    }
    return file;
  }

  @Test
  void findsWhatTheTrainingFound() throws IOException {
    ImportedNetwork network = new RunFolder(imported).readImport();

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(network.test()).isEqualTo(new RunFolder(trained).readEvents().get(0).judged());
    assertThat(network.testImages())
        .isEqualTo(new RunFolder(trained).readResult().testOutcome().images());
    assertThat(network.source().sha256()).isEqualTo(Sha256.of(Files.readAllBytes(weights)));
    assertThat(network.source().file()).isEqualTo(weights.toString());
    assertThat(network.datasetChecksums()).isNotEmpty();
    JsonNode figures =
        new ObjectMapper()
            .readTree(assertDone("evaluate", imported, "--json").out())
            .at("/networks/0/figures");
    assertThat(figures.get("correct").asInt()).isEqualTo(network.test().correct());
    assertThat(figures.get("loss").asDouble()).isEqualTo(network.test().loss());
  }

  @Test
  void saysWhatItIs() {
    String text = result.out().replaceAll("\\s+", " ");

    assertThat(text)
        .contains("files/small (500 parameters), imported from ")
        .contains("it was not trained here, and is in no report.")
        .contains("Images: 1x28x28, normalized by mean 0.1307, std 0.3081; 10 classes")
        .contains("test images of digits, on vector:")
        .endsWith("The network is in " + imported + " ");
    assertThat(imported.getFileName().toString()).matches("files-small-imported-[0-9a-f]{8}");
    assertThat(assertDone("show", "last", "--runs", runs).out().replaceAll("\\s+", " "))
        .contains("files/small (500 parameters), imported from ");
  }

  @Test
  void isListedAsWhatItIs() throws IOException {
    JsonNode row =
        new ObjectMapper()
            .readTree(assertDone("list", "runs", "--runs", runs, "--json").out())
            .get(0);

    assertThat(row.get("state").asText()).isEqualTo("imported");
    assertThat(row.get("epochs").asInt()).isZero();
    assertThat(row.get("accuracy").asDouble())
        .isEqualTo(new RunFolder(imported).readImport().test().accuracy());
    assertThat(assertDone("list", "runs", "--runs", runs).out()).contains("(imported)");
  }

  @Test
  void isInNoReport() throws IOException {
    Path both = Files.createDirectories(home.resolve("both"));
    copy(trained, both);
    copy(imported, both);

    Result report = assertDone("report", both, "--format", "json");

    assertThat(report.err())
        .contains(
            "Left out, since it was imported, not trained here: "
                + both.resolve(imported.getFileName()));
    assertThat(report.out()).doesNotContain("imported");
    Result alone = cli.run("report", runs.toString());
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err())
        .endsWith(
            "runner: None of these networks was trained here, and a report is about trainings; \"runner evaluate\" says how good imported ones are.\n");
    assertThat(cli.run("show", "best:files/small", "--runs", runs.toString()).err())
        .isEqualTo("runner: There is no finished run of files/small in %s.\n".formatted(runs));
  }

  private static void copy(Path folder, Path into) throws IOException {
    Path target = Files.createDirectories(into.resolve(folder.getFileName()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void isExportedWithItsOrigin() throws IOException {
    Path again = home.resolve("again.safetensors");

    assertDone("export", imported, "--format", "safetensors", "--output", again);

    Safetensors file = Safetensors.read(again);
    assertThat(file.tensors().get("2.weight").values())
        .isEqualTo(Safetensors.read(weights).tensors().get("2.weight").values());
    assertThat(file.metadata())
        .containsEntry("imported_from", "weights.safetensors")
        .containsEntry("imported_sha256", Sha256.of(Files.readAllBytes(weights)))
        .doesNotContainKey("epoch");
    assertThat(cli.run("export", imported.toString(), "--best", "--format", "c", "--output", "x.h"))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: The network in %s was imported, so that it has no epochs to take the best of: leave --best out.\n"
                    .formatted(imported)));
  }

  @Test
  void isReadFromOnnx() throws IOException {
    Path onnx = home.resolve("small.onnx");
    Path out = home.resolve("of-onnx");
    assertDone("export", trained, "--format", "onnx", "--output", onnx);

    Result done = importInto(out, onnx);

    assertThat(done.exitCode()).as("%s", done).isZero();
    try (Stream<Path> folders = Files.list(out)) {
      RunFolder folder = new RunFolder(folders.findFirst().orElseThrow());
      assertThat(folder.readImport().test()).isEqualTo(new RunFolder(imported).readImport().test());
      assertThat(Safetensors.read(folder.lastCheckpoint()).tensors().asMap())
          .usingRecursiveComparison()
          .isEqualTo(Safetensors.read(new RunFolder(imported).lastCheckpoint()).tensors().asMap());
    }
  }

  @Test
  void isTaggedAndRemoved() throws IOException {
    Path some = Files.createDirectories(home.resolve("some"));
    copy(imported, some);

    assertDone("tag", "last", "theirs", "--runs", some);
    assertDone("rm", "theirs", "--yes", "--runs", some);

    assertThat(some).isEmptyDirectory();
  }

  @Test
  void refusesWhatDoesNotFitAndLeavesNothing() throws IOException {
    Path out = home.resolve("nothing");
    Tensor one = new Tensor(Shape.flat(1), new float[] {1});
    Path wrong = changed("wrong.safetensors", Map.of("2.bias", one, "fc.bias", one));
    Path other = written("other.safetensors", Map.of("fc.bias", one));

    assertRefused(
        importInto(out, wrong),
        out,
        "Of 2 tensors of files/small for these images, 1 are in %s by name and shape (of another shape: 2.bias ([10], the file has [1]); too many: fc.bias): name another model with --model, or data like those that it was trained on with --dataset, or rename what the file holds."
            .formatted(wrong));
    assertRefused(
        importInto(out, other),
        out,
        "Of 2 tensors of files/small for these images, 0 are in %s by name and shape (missing: 2.weight, 2.bias; too many: fc.bias): name another model with --model, or data like those that it was trained on with --dataset, or rename what the file holds."
            .formatted(other));
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path out = home.resolve("nothing");
    Path pickle = Files.writeString(home.resolve("model.pt"), "");
    Path damaged = Files.writeString(home.resolve("damaged.safetensors"), "no weights at all");
    Path none = home.resolve("none.safetensors");

    assertRefused(
        importInto(out, pickle),
        out,
        "%s is not named as a .safetensors or .onnx file, the kinds that are imported; in Python, where the model is: from safetensors.torch import save_file; save_file(model.state_dict(), \"model.safetensors\")."
            .formatted(pickle));
    assertRefused(
        importInto(out, none),
        out,
        "There is no file %s; name a safetensors or ONNX file with the weights.".formatted(none));
    assertThat(importInto(out, damaged))
        .isEqualTo(
            new Result(
                1,
                "",
                "runner: Cannot import the weights in %s: %s is cut off in its header.\n"
                    .formatted(damaged, damaged)));
    assertThat(out).doesNotExist();
  }

  @Test
  void leavesNothingOfANetworkThatAnswersWithNoNumbers() throws IOException {
    Path out = home.resolve("nothing");
    float[] nans = new float[10];
    Arrays.fill(nans, Float.NaN);
    Path diverged =
        changed("diverged.safetensors", Map.of("2.bias", new Tensor(Shape.flat(10), nans)));

    Result refused = importInto(out, diverged);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("The network answers with what is no number (NaN)");
    assertThat(out).doesNotExist();
  }

  @Test
  void normalizesAsItsTrainingDid() throws IOException {
    Path out = home.resolve("normalized");

    Result done = importInto(out, weights, "--mean", "0", "--std", "1");

    assertThat(done.exitCode()).as("%s", done).isZero();
    assertThat(done.out()).contains("normalized by mean 0.0000, std 1.0000");
    try (Stream<Path> folders = Files.list(out)) {
      assertThat(new RunFolder(folders.findFirst().orElseThrow()).readImport().test().loss())
          .isNotEqualTo(new RunFolder(imported).readImport().test().loss());
    }
    assertRefused(
        importInto(home.resolve("nothing"), weights, "--mean", "0.5,0.5,0.5", "--std", "0.2"),
        home.resolve("nothing"),
        "--mean and --std go together, with one number each, or one for each channel of the images, which is 1, not 3 and 1.");
  }
}
