package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireClose;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.support.optimizer.Sgd;

/** Networks with dropout, with batch normalisation, and with every kind of layer at once. */
final class LayerChecks {
  private static final StepSettings SETTINGS = new StepSettings(0.05, 0.9);
  private static final StepSettings STILL = new StepSettings(1e-30, 0);
  private static final Network EVERY_LAYER = Samples.everyLayer();
  private static final Shape INPUT = Shape.image(1, 28, 28);

  private final Trial trial;

  LayerChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    Stream<DynamicNode> all =
        Stream.of(
            dynamicTest("learns on every kind of layer", this::learns),
            dynamicTest("drops out in training only", this::dropsOut),
            dynamicTest("draws dropout from its seed", this::drawsFromItsSeed),
            dynamicTest("repeats itself from the same seed", this::repeatsItself),
            dynamicTest("resumes as if nothing had happened", this::resumes),
            dynamicTest("clips gradients by their global norm", this::clips),
            dynamicTest("refuses a batch of one where there is no variance", this::needsVariance));
    return Stream.concat(
        all,
        LayerNetworks.kinds()
            .map(
                layer ->
                    dynamicTest("goes back through " + layer.describe(), () -> goesBack(layer))));
  }

  private Session open(SessionSpec spec) {
    return trial.openIfAble(spec, Samples.weights(spec.network(), 3));
  }

  private void learns() {
    try (Session session = open(Trial.spec(EVERY_LAYER, Sgd.of(0.05, 0.9)))) {
      Batch batch = ReferenceNetwork.batch(5, 32);
      double first = session.train(batch, SETTINGS).loss();
      double last = first;
      for (int step = 0; step < 30; step++) {
        last = session.train(batch, SETTINGS).loss();
      }
      require(last < first / 2, "30 steps on one batch take the loss from %s to %s.", first, last);
    }
  }

  /** What stands before a layer learns, too. */
  private void goesBack(Layer layer) {
    Layer before = Layers.conv2d(LayerNetworks.INPUT.channels(), 1);
    Network network =
        new Network(
            LayerNetworks.INPUT,
            Stream.concat(Stream.of(before), new LayerNetworks().visit(layer).layers().stream())
                .toList());
    try (Session session = open(Trial.spec(network, Sgd.of(0.1, 0)))) {
      session.seed(3);
      Tensor gradient =
          session
              .gradients(Samples.batch(LayerNetworks.INPUT, 8, LayerNetworks.CLASSES))
              .get("0.weight");
      require(
          GradientClipping.norm(gradient.values()) > 0,
          "gradients() gives %s for the weights of a convolution before %s: nothing goes back"
              + " through it.",
          Arrays.toString(gradient.values()),
          layer.describe());
    }
  }

  private Session withDropout() {
    Network network = Network.of(INPUT, Layers.dropout(0.5), Layers.flatten(), Layers.linear(10));
    return open(Trial.spec(network, Sgd.of(0.05, 0.9)));
  }

  private void dropsOut() {
    try (Session session = withDropout()) {
      Batch batch = ReferenceNetwork.batch(5, 8);
      float[] evaluated = session.evaluate(batch);
      requireSame(session.evaluate(batch), evaluated, "the logits of a second evaluation");

      float[] once = session.train(batch, STILL).logits();
      require(
          !Arrays.equals(session.train(batch, STILL).logits(), once),
          "Two steps give the same logits: both drop out the same values, or none.");
    }
  }

  private void drawsFromItsSeed() {
    try (Session session = withDropout()) {
      Batch batch = ReferenceNetwork.batch(5, 8);
      session.seed(1);
      float[] once = session.train(batch, STILL).logits();
      session.seed(2);
      require(
          !Arrays.equals(session.train(batch, STILL).logits(), once),
          "The seeds 1 and 2 drop out the same values.");
      session.seed(1);
      requireSame(session.train(batch, STILL).logits(), once, "the logits after the same seed");
    }
  }

  private void repeatsItself() {
    double[] once = losses();
    double[] again = losses();
    require(
        Arrays.equals(again, once),
        "The losses of one training are %s and, the second time, %s.",
        Arrays.toString(once),
        Arrays.toString(again));
  }

  private double[] losses() {
    try (Session session = open(Trial.spec(EVERY_LAYER, Adam.of(0.01)))) {
      session.seed(42);
      double[] losses = new double[8];
      for (int step = 0; step < losses.length; step++) {
        Batch batch = ReferenceNetwork.batch(step, 32);
        losses[step] = session.train(batch, new StepSettings(0.01, 0.9)).loss();
      }
      return losses;
    }
  }

  private void resumes() {
    Batch batch = ReferenceNetwork.batch(5, 16);
    SessionSpec spec = Trial.spec(EVERY_LAYER, Adam.of(0.01));
    try (Session straight = open(spec);
        Session resumed = open(spec)) {
      straight.train(batch, SETTINGS);
      SessionState saved = straight.save();
      straight.seed(7);
      double next = straight.train(batch, SETTINGS).loss();

      resumed.restore(saved);
      resumed.seed(7);
      requireClose(resumed.train(batch, SETTINGS).loss(), next, 0, "the loss after restoring");
      requireSame(resumed.evaluate(batch), straight.evaluate(batch), "the logits");
      require(resumed.save().steps() == 2, "The state counts %s steps.", resumed.save().steps());
    }
  }

  private void clips() {
    double clip = 0.01;
    SessionSpec spec =
        SessionSpec.builder(EVERY_LAYER, Sgd.of(1, 0), CrossEntropy.plain()).clipNorm(clip).build();
    try (Session session = open(spec)) {
      TensorMap before = session.save().weights();
      session.train(ReferenceNetwork.batch(5, 16), new StepSettings(1, 0));
      TensorMap after = session.save().weights();

      // With learning rate 1 and no momentum, the step is the clipped gradient.
      double square = 0;
      for (Parameter parameter : EVERY_LAYER.parameters()) {
        if (parameter.trainable()) {
          float[] step = after.get(parameter.name()).values().clone();
          for (int i = 0; i < step.length; i++) {
            step[i] -= before.get(parameter.name()).values()[i];
          }
          square += Math.pow(GradientClipping.norm(step), 2);
        }
      }
      requireClose(Math.sqrt(square), clip, 1e-5, "the norm of a clipped step");
    }
  }

  private void needsVariance() {
    Network network =
        Network.of(
            INPUT, Layers.globalAvgPool(), Layers.batchNorm(), Layers.flatten(), Layers.linear(10));
    try (Session session = open(Trial.spec(network, Sgd.of(0.1, 0)))) {
      session.train(ReferenceNetwork.batch(1, 1), SETTINGS);
    } catch (MenagerieException e) {
      String sentence = "Layer 1 (BatchNorm) sees a single value per channel";
      require(
          e.getMessage().contains(sentence),
          "A batch of one is refused with \"%s\", which should contain \"%s\".",
          e.getMessage(),
          sentence);
      return;
    }
    require(false, "A batch of one is trained though its values have no variance.");
  }
}
