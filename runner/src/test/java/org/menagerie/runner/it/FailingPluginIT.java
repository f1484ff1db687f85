package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.plugins.ModelSource;
import org.menagerie.plugins.PluginJar;
import org.menagerie.plugins.ServiceSource;

/** Plug-ins that load and yet fail: while a run is trained, or when they are looked at closely. */
final class FailingPluginIT {
  /** Ends the process in a way that nothing prevents. */
  private static final String KILL =
      "try { Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 3); }"
          + " catch (ReflectiveOperationException e) { throw new IllegalStateException(e); }";

  private static final String IN_A_WORKER =
      "Arrays.stream(new Throwable().getStackTrace()).anyMatch("
          + "frame -> frame.getClassName().startsWith(\"org.menagerie.execution.worker.\"))";

  @TempDir private Path folder;

  private User user;
  private Path plugins;
  private Path jar;

  @BeforeEach
  void prepare() throws IOException {
    user = new User(folder);
    plugins = Files.createDirectory(folder.resolve("more"));
    jar = plugins.resolve("bad.jar");
  }

  @Test
  void augmentationThatThrowsInTheMiddleOfARun() throws IOException, InterruptedException {
    ServiceSource.augmentation(
            "p.Bad",
            "bad",
            "if (++Bad.images > 1500) { throw new IllegalStateException(\"boom\"); }"
                + " System.arraycopy(source, 0, target, 0, source.length); }; } static int images;"
                + " static { if (true) {")
        .addTo(new PluginJar())
        .writeTo(jar);

    Outcome failed = train("--set", "augmentation=bad");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence())
        .matches(
            "runner: Augmentation 1 of 1 failed on training image \\d+ in epoch 1: The augmentation bad of the plug-in \\Q%s\\E failed in apply\\(\\): IllegalStateException: boom\\."
                .formatted(jar));
    assertThat(user.runFolders().get(0).log())
        .content()
        .contains("Caused by: java.lang.IllegalStateException: boom", "//p.Bad.");
  }

  @Test
  void scheduleThatGivesNoNumber() throws IOException, InterruptedException {
    ServiceSource.schedule("p.Bad", "bad", "step < 5 ? 0.01 : Double.NaN")
        .addTo(new PluginJar())
        .writeTo(jar);

    Outcome failed = train("--set", "schedule=bad");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence())
        .startsWith("runner: The schedule bad of the plug-in %s failed in at(): ".formatted(jar));
  }

  @Test
  void modelThatThrowsOnlyWhenItIsTrained() throws IOException, InterruptedException {
    new PluginJar().model(worker("throw new IllegalStateException(\"boom\");")).writeTo(jar);

    Outcome failed =
        user.runs("--model", "bad/m", "--plugins", plugins.toString(), "--dataset", "digits");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence())
        .isEqualTo(
            "runner: The model bad/m of the plug-in %s failed in network(): IllegalStateException: boom."
                .formatted(jar));
  }

  @Test
  void modelThatCannotBeMadeWhereItIsTrained() throws IOException, InterruptedException {
    new PluginJar()
        .model(
            ModelSource.of("p.Bad", "bad", "m")
                .withMembers(
                    "{ if (%s) { throw new IllegalStateException(\"boom\"); } }"
                        .formatted(IN_A_WORKER)))
        .writeTo(jar);

    Outcome failed =
        user.runs("--model", "bad/m", "--plugins", plugins.toString(), "--dataset", "digits");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence())
        .startsWith(
            "runner: The training process does not find all that this run needs; what is wrong with plug-ins there is: %s: "
                .formatted(jar))
        .contains("boom");
  }

  @Test
  void verifyingFindsWhatIsWrongAndGoesOn() throws IOException, InterruptedException {
    new PluginJar()
        .model(worker(KILL))
        .model(
            ModelSource.of("p.Stating", "bad", "stating")
                .withMembers(
                    "public OptionalLong statedParameters() { return OptionalLong.of(1); }"))
        .model(ModelSource.of("p.Good", "bad", "good"))
        .writeTo(jar);

    Outcome list =
        user.runs("list", "plugins", "--plugins", plugins.toString(), "--verify", "--json");

    assertThat(list.exitCode()).as(list.toString()).isEqualTo(1);
    JsonNode views = new ObjectMapper().readTree(list.out());
    assertThat(views).hasSize(8);
    JsonNode bad = views.get(7);
    assertThat(bad.get("location").asText()).isEqualTo(jar.toString());
    assertThat(bad.get("state").asText()).isEqualTo("partly_broken");
    assertThat(bad.get("version").isNull()).isTrue();
    assertThat(bad.get("problems").toString())
        .isEqualTo(
            "[\"the model \\\"bad/m\\\": the process that checked it ended with exit code 3.\","
                + "\"the model \\\"bad/stating\\\": it states 1 parameters, but its network has"
                + " 7,850.\"]");
    for (int i = 0; i < 7; i++) {
      assertThat(views.get(i).get("state").asText()).isEqualTo("fine");
    }
  }

  @Test
  void verifyingBlamesNoModelForWhatTheEngineCannotRun() throws IOException, InterruptedException {
    String layer =
        "new org.menagerie.api.network.Layer() {"
            + " public String describe() { return \"own\"; }"
            + " public Shape outputShape(Shape input) { return input; } }";
    new PluginJar()
        .model(
            ModelSource.of("p.Own", "own", "m")
                .withNetwork(
                    "Network.of(Shape.image(1, 28, 28), Layers.flatten(), %s, Layers.linear(10))"
                        .formatted(layer)))
        .writeTo(jar);

    Outcome list =
        user.runs(
                "list",
                "plugins",
                "--plugins",
                plugins.toString(),
                "--verify",
                "--engine",
                "vector")
            .succeeded();

    assertThat(list.out())
        .contains("Of 28 models, 27 were built and trained for one step on vector")
        .contains("Not tried: The engine vector cannot run layer 1 (own) of own/m; ");
  }

  @ParameterizedTest
  @CsvSource({
    "System.exit(0), System.exit(0)",
    "Runtime.getRuntime().halt(7), Runtime.halt(7)",
  })
  void modelThatEndsTheWorkerIsNamed(String call, String named)
      throws IOException, InterruptedException {
    new PluginJar().model(worker(call + ";")).writeTo(jar);

    Outcome failed =
        user.runs("--model", "bad/m", "--plugins", plugins.toString(), "--dataset", "digits");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence())
        .contains(jar.toString(), "it tried to end the process with %s.".formatted(named));
  }

  @Test
  void modelThatDoesNotFitTheDataLeavesNothing() throws IOException, InterruptedException {
    new PluginJar()
        .model(
            ModelSource.of("p.Wide", "wide", "m")
                .withNetwork(
                    "Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(20))"))
        .writeTo(jar);

    Outcome refused =
        user.runs("--model", "wide/m", "--plugins", plugins.toString(), "--dataset", "digits");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.sentence()).contains("wide/m takes images ", "the data set digits has");
    assertThat(user.runFolders()).isEmpty();
  }

  /** A model that is without fault until a worker looks at it. */
  private static ModelSource worker(String statement) {
    return ModelSource.of("p.Bad", "bad", "m")
        .withMembers(
            """
            static Network look() {
              if (%s) {
                %s
              }
              return Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10));
            }
            """
                .formatted(IN_A_WORKER, statement))
        .withNetwork("look()");
  }

  private Outcome train(String... more) throws IOException, InterruptedException {
    Path images = SmallDataset.writeMore(folder.resolve("images"));
    String[] command = {
      "--model",
      "progressive/model3",
      "--plugins",
      plugins.toString(),
      "--dataset",
      images.toString(),
      "--epochs",
      "1",
      more[0],
      more[1]
    };
    return user.runs(command);
  }
}
