package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.ModelSource;
import org.menagerie.plugins.PluginJar;
import org.menagerie.plugins.ServiceSource;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** An optimizer and a loss that came in a jar, compiled against the API alone. */
class PluginTrainingTest {
  /** Steps of one size by the sign of a running mean of gradients. */
  private static final String SIGN =
      """
      public List<ParameterSpec> parameters() {
        return List.of(
            ParameterSpec.required("lr", "size of each step"),
            ParameterSpec.of("momentum", 0.5, "share of the last mean kept"));
      }
      public Optimizer create(Arguments arguments) {
        double lr = arguments.number("lr", 0, 1);
        double momentum = arguments.number("momentum", 0, 1);
        return new Optimizer() {
          public double learningRate() { return lr; }
          public double momentum() { return momentum; }
          public Component component() {
            return Component.of("sign").with("lr", lr).withUnusual("momentum", momentum, 0.5);
          }
          public UpdateRule rule(List<org.menagerie.api.network.Parameter> parameters) {
            int size = (int) parameters.stream().mapToLong(p -> p.shape().elements()).sum();
            float[] mean = new float[size];
            return new UpdateRule() {
              public void apply(
                  float[] values, float[] gradients, StepSettings settings, long step) {
                %s
                float keep = (float) settings.momentum();
                for (int i = 0; i < values.length; i++) {
                  mean[i] = keep * mean[i] + gradients[i];
                  values[i] -= (float) settings.learningRate() * Math.signum(mean[i]);
                }
              }
              public java.util.Map<String, float[]> state() {
                return java.util.Map.of("mean", mean);
              }
            };
          }
        };
      }
      """;

  /** The squared distance between what the network believes and what is so. */
  private static final String BRIER =
      """
      public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.of("scale", 1.0, "factor"));
      }
      public Loss create(Arguments arguments) {
        double scale = arguments.number("scale");
        return new Loss() {
          public Component component() {
            return Component.of("brier").withUnusual("scale", scale, 1.0);
          }
          public double apply(float[] logits, int label, double[] gradient) {
            double[] p = new double[logits.length];
            double sum = 0;
            for (int k = 0; k < p.length; k++) { p[k] = Math.exp(logits[k]); sum += p[k]; }
            double loss = 0;
            double mean = 0;
            for (int k = 0; k < p.length; k++) {
              p[k] /= sum;
              double error = p[k] - (k == label ? 1 : 0);
              loss += error * error;
              mean += 2 * error * p[k];
            }
            for (int k = 0; k < p.length; k++) {
              gradient[k] = scale * p[k] * (2 * (p[k] - (k == label ? 1 : 0)) - mean);
            }
            return scale * loss;
          }
        };
      }
      """;

  /** Ten classes told apart by the brightest row. */
  private static final String ROWS =
      """
      byte[] levels = new byte[100 * 784];
      byte[] labels = new byte[100];
      for (int i = 0; i < 100; i++) {
        labels[i] = (byte) (i % 10);
        java.util.Arrays.fill(levels, i * 784 + i % 10 * 56, i * 784 + i % 10 * 56 + 56, (byte) 200);
      }
      ImageSet images =
          new ImageSet(org.menagerie.api.network.Shape.image(1, 28, 28), levels, labels);
      return Dataset.builder("rows", 10, images, images).build();
      """;

  @TempDir Path home;

  private LoadedPlugins plugins;

  @BeforeEach
  void load() {
    install("");
  }

  private void install(String statement) {
    PluginJar jar = new PluginJar().model(ModelSource.of("plug.Plain", "plug", "plain"));
    recipe("plug.Sign", "Optimizer", "sign", SIGN.formatted(statement)).addTo(jar);
    recipe("plug.Brier", "Loss", "brier", BRIER).addTo(jar);
    ServiceSource.dataset("plug.Rows", "rows", ROWS).addTo(jar);
    Path directory = home.resolve("plugins" + statement.length());
    jar.writeTo(directory.resolve("plug.jar"));
    plugins = LoadedPlugins.from(List.of(directory));
    assertThat(plugins.problems()).isEmpty();
  }

  private static ServiceSource recipe(String type, String kind, String name, String members) {
    String service = "org.menagerie.api.recipe." + kind + "Factory";
    return new ServiceSource(
        service,
        type,
        name,
        members.replace("List<", "java.util.List<").replace("List.of(", "java.util.List.of("));
  }

  private TrainingJob job() {
    Planner planner = new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
    return planner.prepare(
        planner.specify(
            new RunRequest(
                "plug",
                "plain",
                "vector",
                Optional.of("rows"),
                "",
                Map.of(
                    "optimizer", "sign(momentum=0.50, lr=0.001)",
                    "loss", "brier(scale=2)",
                    "batch_size", "16",
                    "epochs", "4"),
                1,
                2)));
  }

  private List<EpochMetrics> train(Path runs, int epochs) {
    TrainingJob job = job();
    TrainingListener listener =
        new TrainingListener() {
          private int done;

          @Override
          public void started(int doneEpochs) {
            done = doneEpochs;
          }

          @Override
          public boolean goesOn() {
            return done < epochs;
          }

          @Override
          public void epoch(EpochMetrics metrics) {
            done = metrics.epoch();
          }
        };
    var unused = new Trainer(job, RunFolder.forRun(runs, job.spec()), listener).run();
    return RunFolder.forRun(runs, job.spec()).readEvents();
  }

  @Test
  void trainsOnTheVectorEngine() {
    List<EpochMetrics> history = train(home.resolve("runs"), 4);

    // Brier's loss of a network that knows nothing is 0.9, here taken twice.
    assertThat(history.get(0).trainLoss()).isBetween(1.0, 1.9);
    assertThat(history.get(3).trainLoss()).isLessThan(history.get(0).trainLoss() / 2);
    assertThat(history.get(3).testAccuracy()).isEqualTo(100);
  }

  @Test
  void resumesWithTheRulesState() {
    Path straight = home.resolve("straight");
    Path resumed = home.resolve("resumed");
    train(straight, 4);
    train(resumed, 2);
    train(resumed, 4);

    RunSpec spec = job().spec();
    Checkpoint expected =
        Checkpoint.read(RunFolder.forRun(straight, spec).lastCheckpoint()).orElseThrow();
    Checkpoint actual =
        Checkpoint.read(RunFolder.forRun(resumed, spec).lastCheckpoint()).orElseThrow();
    assertThat(expected.state().optimizer().names())
        .containsExactly("1.weight.mean", "1.bias.mean");
    for (String name : expected.state().optimizer().names()) {
      assertThat(actual.state().optimizer().get(name).values())
          .isEqualTo(expected.state().optimizer().get(name).values());
    }
    assertThat(actual.state().weights().get("1.weight").values())
        .isEqualTo(expected.state().weights().get("1.weight").values());
  }

  @Test
  void isPartOfWhatNamesTheRun() {
    RunSpec spec = job().spec();

    assertThat(spec.recipe().optimizer()).hasToString("sign(lr=0.001)");
    assertThat(spec.recipe().loss()).hasToString("brier(scale=2.0)");
    assertThat(plugins.checksums(spec)).containsOnlyKeys("plug.jar");
  }

  @Test
  void tellsWhoIsToBlameForARuleThatFails() {
    install("if (step == 3) { throw new IllegalStateException(\"no more\"); }");

    assertThatThrownBy(() -> train(home.resolve("runs"), 4))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("optimizer sign of the plug-in")
        .hasMessageContaining("plug.jar")
        .hasMessageContaining("no more");
  }
}
