package org.menagerie.export.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.menagerie.data.io.Sha256;
import org.menagerie.export.protobuf.ProtoMessage;
import org.menagerie.training.recipe.RecipeSetting;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunSpec;

/**
 * What a run was asked for, as messages of TensorBoard's plug-in {@code hparams}. Runs that differ
 * only in their seed are one group, of which it shows means; so the seed is none of them.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorboard/tree/master/tensorboard/plugins/hparams">hparams</a>
 */
final class HyperParameters {
  /** Numbers of {@code HParamInfo.type}. */
  private static final int STRING = 1;

  private static final int BOOL = 2;
  private static final int FLOAT64 = 3;

  /** The number of {@code Status} of a run that came to its end. */
  private static final int SUCCESS = 1;

  private static final Set<String> NUMBERS =
      Set.of(
          "epochs",
          "batch_size",
          "lr",
          "momentum",
          "weight_decay",
          "label_smoothing",
          "clip_norm",
          "clip_value",
          "mean",
          "std",
          "patience",
          "target_accuracy",
          "validation_seed");

  private static final Set<String> FLAGS = Set.of("nesterov", "drop_last");

  /** What is no setting of the recipe. */
  private static final List<String> OTHERS =
      List.of("model", "engine", "dataset", "recipe", "init", "teacher");

  private HyperParameters() {}

  /** All that runs can have, and the curves that they are judged by; the same for every run. */
  static ProtoMessage experiment() {
    ProtoMessage experiment = new ProtoMessage();
    OTHERS.forEach(name -> experiment.message(4, info(name, "")));
    for (RecipeSetting setting : RecipeSettings.ALL) {
      experiment.message(4, info(setting.key(), setting.description()));
    }
    for (EpochScalar metric : EpochScalar.METRICS) {
      experiment.message(
          5,
          new ProtoMessage()
              .message(1, new ProtoMessage().text(2, metric.tag()))
              .text(4, metric.description()));
    }
    return data(2, experiment);
  }

  private static ProtoMessage info(String name, String description) {
    return new ProtoMessage().text(1, name).text(3, description).integer(4, type(name));
  }

  private static int type(String name) {
    if (NUMBERS.contains(name)) {
      return FLOAT64;
    }
    return FLAGS.contains(name) ? BOOL : STRING;
  }

  /** The values of one run. */
  static ProtoMessage begun(RunSpec spec, Instant at) {
    Map<String, String> values = values(spec);
    ProtoMessage begun = new ProtoMessage();
    values.forEach(
        (name, value) ->
            begun.message(1, new ProtoMessage().text(1, name).message(2, value(name, value))));
    String hash = Sha256.of(values.toString().getBytes(UTF_8)).substring(0, 8);
    return data(
        3,
        begun
            .text(4, "%s on %s %s".formatted(spec.modelId(), spec.engine(), hash))
            .number(5, seconds(at)));
  }

  /** That a run came to its end. */
  static ProtoMessage ended(Instant at) {
    return data(4, new ProtoMessage().integer(1, SUCCESS).number(2, seconds(at)));
  }

  /** By name; what is switched off is not there where it is a number otherwise. */
  private static Map<String, String> values(RunSpec spec) {
    Map<String, String> values = new TreeMap<>();
    for (RecipeSetting setting : RecipeSettings.ALL) {
      setting
          .valueIn(spec.recipe())
          .filter(value -> type(setting.key()) != FLOAT64 || !value.equals("none"))
          .ifPresent(value -> values.put(setting.key(), value));
    }
    // With all of its arguments: only those that most optimizers have are settings.
    values.put("optimizer", spec.recipe().optimizer().toString());
    values.put("model", spec.modelId());
    values.put("engine", spec.engine());
    values.put("dataset", spec.dataset());
    values.put("recipe", spec.recipe().name());
    spec.init().ifPresent(weights -> values.put("init", weights.sha256()));
    spec.teacher().ifPresent(teacher -> values.put("teacher", teacher.weights().sha256()));
    return values;
  }

  /** A {@code google.protobuf.Value}. */
  private static ProtoMessage value(String name, String text) {
    return switch (type(name)) {
      case FLOAT64 -> new ProtoMessage().number(2, Double.parseDouble(text));
      case BOOL -> new ProtoMessage().integer(4, Boolean.parseBoolean(text) ? 1 : 0);
      default -> new ProtoMessage().text(3, text);
    };
  }

  /** In seconds since 1970, as these messages count. */
  static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }

  private static ProtoMessage data(int field, ProtoMessage message) {
    return new ProtoMessage().message(field, message);
  }
}
