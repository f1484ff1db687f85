package org.menagerie.api.network;

import java.util.List;

/**
 * What can be said of a network without an engine, computed in milliseconds.
 *
 * @param input shape of one sample
 * @param layers every layer in order; layers inside of another stand before it
 */
public record NetworkSummary(Shape input, List<LayerSummary> layers) {

  public NetworkSummary {
    layers = List.copyOf(layers);
  }

  /** Shape of one output sample. */
  public Shape output() {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  /** All tensors with full names, in {@code state_dict} order. */
  public List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** Number of trained values: the figure that papers call "parameters". */
  public long trainableParameters() {
    return layers.stream().mapToLong(LayerSummary::trainableParameters).sum();
  }

  /** Multiply-accumulates of one sample, forward. */
  public long multiplyAccumulates() {
    return layers.stream().mapToLong(LayerSummary::multiplyAccumulates).sum();
  }

  /** One input sample in 32-bit floats, in bytes. */
  public long inputBytes() {
    return input.elements() * Float.BYTES;
  }

  /** The outputs of all layers and their gradients for one sample, in bytes. */
  public long forwardBackwardBytes() {
    return 2 * layers.stream().mapToLong(LayerSummary::activationBytes).sum();
  }

  /** All trained values in 32-bit floats, in bytes. */
  public long parameterBytes() {
    return trainableParameters() * Float.BYTES;
  }

  /** Rows and columns in input pixels of what one output value sees. */
  public Size receptiveField() {
    return layers.isEmpty()
        ? Size.square(1)
        : layers.get(layers.size() - 1).receptiveField().fieldOut();
  }

  /** Whether a layer of this class occurs, also inside of others. */
  public boolean uses(Class<? extends Layer> type) {
    return layers.stream().anyMatch(summary -> type.isInstance(summary.layer()));
  }
}
