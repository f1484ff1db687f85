package org.menagerie.api.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tensors by name, in order: weights as in PyTorch's {@code state_dict}, gradients, or an
 * optimizer's state.
 */
public final class TensorMap {
  private final Map<String, Tensor> tensors;

  public TensorMap(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  public static TensorMap empty() {
    return new TensorMap(Map.of());
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name + " among " + tensors.keySet());
    }
    return tensor;
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  public Map<String, Tensor> asMap() {
    return tensors;
  }
}
