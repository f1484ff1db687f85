package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.optimizer.Sgd;

/** What an engine says of itself, and whether it keeps its word. */
final class EngineChecks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Trial trial;
  private final Engine engine;

  EngineChecks(Trial trial) {
    this.trial = trial;
    this.engine = trial.engine();
  }

  Stream<DynamicNode> tests() {
    return Stream.concat(
        Stream.of(
            dynamicTest("has a name and a description", this::introducesItself),
            dynamicTest("runs on this machine", this::runsHere),
            dynamicTest("states what its process needs", this::statesItsNeeds),
            dynamicTest("runs Flatten and Linear", this::runsTheLeast),
            dynamicTest("refuses a layer that it does not know, by its name", this::refuses)),
        LayerNetworks.kinds()
            .map(
                layer ->
                    dynamicTest("keeps its word on " + layer.describe(), () -> keepsWord(layer))));
  }

  private void introducesItself() {
    require(
        NAME.matcher(engine.name()).matches(),
        "name() gives \"%s\", but names are made of at most 64 letters, digits, '.', '_' and '-',"
            + " and begin with a letter or digit.",
        engine.name());
    String description = engine.description();
    require(
        !description.isBlank() && description.lines().count() == 1,
        "description() gives \"%s\", but lists need one line.",
        description);
  }

  private void runsHere() {
    Optional<String> reason = engine.unavailable();
    require(reason.isEmpty(), "It does not run here: %s", reason.orElse(""));
  }

  private void statesItsNeeds() {
    engine
        .environment()
        .forEach(
            (name, value) ->
                require(
                    !name.isBlank() && !name.contains("=") && value != null,
                    "environment() names a variable \"%s\".",
                    name));
    for (String option : engine.jvmOptions()) {
      require(
          option.startsWith("-"),
          "jvmOptions() has \"%s\", but an option of a JVM begins with a hyphen.",
          option);
    }
    engine
        .caution()
        .ifPresent(
            caution -> require(caution.endsWith("."), "caution() is no sentence: \"%s\"", caution));
  }

  private void runsTheLeast() {
    trial
        .lacking(Regression.NETWORK)
        .ifPresent(
            layer ->
                require(
                    false,
                    "canRun is false for %s, but a softmax regression is the least that an engine"
                        + " runs.",
                    layer.layer().describe()));
  }

  private void refuses() {
    Layer mystery = new Mystery();
    require(
        !engine.canRun(mystery),
        "canRun is true for a layer that no engine can know; answer true for known classes only.");
    requireRefusal(
        Network.of(Shape.image(1, 28, 28), Layers.flatten(), mystery, Layers.linear(10)),
        1,
        mystery);
  }

  private void requireRefusal(Network network, int index, Layer layer) {
    try (Session session =
        engine.open(Trial.spec(network, Sgd.of(0.1, 0)), Samples.weights(network, 3))) {
      require(false, "open() takes layer %d (%s): %s", index, layer.describe(), session);
    } catch (MenagerieException e) {
      require(
          e.code() == ErrorCode.ENGINE_UNAVAILABLE,
          "open() refuses the network with the code %s instead of ENGINE_UNAVAILABLE.",
          e.code());
      String message = e.getMessage();
      String begin = "The engine " + engine.name() + " ";
      String name = " layer %d (%s)".formatted(index, layer.describe());
      require(
          message.startsWith(begin)
              && (message.contains(name) || namesOneInside(message, network, index)),
          "open() refuses the network with \"%s\", which should begin with \"%s\" and contain"
              + " \"%s\".",
          message,
          begin,
          name);
    }
  }

  /** The layers inside of a layer are refused by their own names. */
  private boolean namesOneInside(String message, Network network, int index) {
    return network.summary().layers().stream()
        .filter(inside -> inside.index().startsWith(index + "."))
        .filter(inside -> !engine.canRun(inside.layer()))
        .map(inside -> " layer %s (%s)".formatted(inside.index(), inside.layer().describe()))
        .anyMatch(message::contains);
  }

  /** What {@code canRun} says is what {@code open} does. */
  private void keepsWord(Layer layer) {
    Network network = new LayerNetworks().visit(layer);
    if (!engine.canRun(layer)) {
      requireRefusal(network, network.layers().indexOf(layer), layer);
      return;
    }
    try (Session session =
        trial.openIfAble(Trial.spec(network, Sgd.of(0.1, 0)), Samples.weights(network, 3))) {
      int images = 2;
      float[] logits =
          session.evaluate(Samples.batch(LayerNetworks.INPUT, images, LayerNetworks.CLASSES));
      require(
          logits.length == images * LayerNetworks.CLASSES && allFinite(logits),
          "evaluate() gives %s for two images of three classes.",
          Arrays.toString(logits));
    }
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** What no engine can know. */
  private record Mystery() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public String describe() {
      return "Mystery";
    }
  }
}
