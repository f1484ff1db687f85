package org.menagerie.api.network;

import java.util.List;

/**
 * Layers as one block with a name ({@code torch.nn.Sequential}). Its tensors are named by the place
 * of their layer in it: {@code 3.0.weight}.
 *
 * @param describe its name in tables and messages
 * @param layers applied one after the other; none at all is the identity
 */
public record Sequential(String describe, List<Layer> layers) implements Composite {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Sequential {
    if (describe.isBlank()) {
      throw new IllegalArgumentException("the name of a block is blank");
    }
    layers = List.copyOf(layers);
  }
}
