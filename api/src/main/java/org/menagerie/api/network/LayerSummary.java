package org.menagerie.api.network;

import java.util.List;

/**
 * One layer in place.
 *
 * @param index position as in {@code state_dict} names: {@code 3}, or {@code 3.paths.1.0} inside
 *     branches
 * @param layer the layer itself
 * @param input shape of one sample it takes
 * @param output shape of one sample it gives
 * @param parameters its own tensors with full names; those of branches belong to the layers inside
 *     them
 * @param multiplyAccumulates per sample, forward; likewise its own only
 * @param receptiveField what one output value sees
 */
public record LayerSummary(
    String index,
    Layer layer,
    Shape input,
    Shape output,
    List<Parameter> parameters,
    long multiplyAccumulates,
    ReceptiveField receptiveField) {

  public LayerSummary {
    parameters = List.copyOf(parameters);
  }

  /** Number of trained values. */
  public long trainableParameters() {
    return parameters.stream()
        .filter(Parameter::trainable)
        .mapToLong(p -> p.shape().elements())
        .sum();
  }

  /** Memory of the output of one sample in 32-bit floats, in bytes. */
  public long activationBytes() {
    return output.elements() * Float.BYTES;
  }
}
