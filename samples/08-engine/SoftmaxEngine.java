package com.example.softmax;

import java.util.List;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Linear;

/** Multinomial logistic regression in plain Java: networks of one linear layer. */
public final class SoftmaxEngine implements Engine {

  /** What {@code --engine} calls it. */
  @Override
  public String name() {
    return "softmax";
  }

  /** What {@code runner list engines} says of it. */
  @Override
  public String description() {
    return "multinomial logistic regression in plain Java";
  }

  /** Asked before anything is loaded, so that a user learns early what does not go. */
  @Override
  public boolean canRun(Layer layer) {
    return layer instanceof Flatten || layer instanceof Linear;
  }

  /**
   * Layers that are known one by one can still be a network that is not: here it is one of two
   * linear layers. Refused with {@code ENGINE_UNAVAILABLE}, which says that another engine may do.
   */
  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    List<LayerSummary> layers = spec.network().summary().layers();
    for (LayerSummary layer : layers) {
      if (!canRun(layer.layer())) {
        throw refusal(
            "layer %s (%s) of this network".formatted(layer.index(), layer.layer().describe()));
      }
    }
    if (layers.stream().filter(layer -> layer.layer() instanceof Linear).count() != 1) {
      throw refusal("a network that does not have exactly one linear layer");
    }
    return new SoftmaxSession(spec, weights);
  }

  private MenagerieException refusal(String what) {
    return new MenagerieException(
        ErrorCode.ENGINE_UNAVAILABLE, "The engine %s cannot run %s.".formatted(name(), what));
  }
}
