package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A feed-forward network: an immutable list of layers and the shape of its input. A network that
 * exists fits together; an impossible one fails when it is built.
 *
 * @param input shape of one sample, for example {@code [1, 28, 28]}
 * @param layers applied in order
 */
public record Network(Shape input, List<Layer> layers) {

  /**
   * Checks that the layers fit together.
   *
   * @throws org.menagerie.api.error.MenagerieException if a layer cannot take what the layer before
   *     it gives; the message names the layer's index and both shapes
   */
  public Network {
    requireNonNull(input, "input is null");
    layers = List.copyOf(layers);
    // Analysing is what checks that every layer fits.
    var unused = NetworkAnalysis.analyse(input, layers);
  }

  /** A network of the given layers; see the canonical constructor. */
  public static Network of(Shape input, Layer... layers) {
    return new Network(input, List.of(layers));
  }

  /** Collects layers block by block; see {@link Builder}. */
  public static Builder builder(Shape input) {
    return new Builder(input);
  }

  /** Shapes, parameters, costs and receptive fields of every layer. */
  public NetworkSummary summary() {
    return new NetworkSummary(input, NetworkAnalysis.analyse(input, layers));
  }

  /** Shape of one output sample, for example {@code [10]} logits. */
  public Shape output() {
    return summary().output();
  }

  /** All tensors with their full names, in {@code state_dict} order. */
  public List<Parameter> parameters() {
    return summary().parameters();
  }

  /** Collects layers; lets a definition name its blocks with methods of its own. */
  public static final class Builder {
    private final Shape input;
    private final List<Layer> layers = new ArrayList<>();

    private Builder(Shape input) {
      this.input = requireNonNull(input, "input is null");
    }

    public Builder add(Layer... more) {
      return add(Arrays.asList(more));
    }

    public Builder add(Collection<? extends Layer> more) {
      layers.addAll(more);
      return this;
    }

    /**
     * The network of all layers added.
     *
     * @throws org.menagerie.api.error.MenagerieException if the layers do not fit together
     */
    public Network build() {
      return new Network(input, layers);
    }
  }
}
