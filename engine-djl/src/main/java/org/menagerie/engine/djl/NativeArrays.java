package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.function.BiFunction;
import org.menagerie.api.network.Parameter;
import org.menagerie.engine.support.ParameterLayout;

/** Carries laid-out values to named arrays for a step, and back. */
final class NativeArrays {
  private final ParameterLayout layout;
  private final DirectFloats memory;

  NativeArrays(ParameterLayout layout) {
    this.layout = layout;
    this.memory = new DirectFloats(layout.size());
  }

  /** Makes an array of each tensor and adds it to {@code target} by name. */
  void place(float[] values, NDManager step, Map<String, NDArray> target) {
    memory.write(values, values.length);
    for (int i = 0; i < layout.parameters().size(); i++) {
      Parameter parameter = layout.parameters().get(i);
      target.put(
          parameter.name(), memory.array(step, layout.offset(i), Shapes.of(parameter.shape())));
    }
  }

  /** Collects what {@code reader} gets of each array, given its name too. */
  float[] collect(Map<String, NDArray> arrays, BiFunction<String, NDArray, float[]> reader) {
    float[] collected = new float[layout.size()];
    for (int i = 0; i < layout.parameters().size(); i++) {
      String name = layout.parameters().get(i).name();
      float[] values = reader.apply(name, arrays.get(name));
      System.arraycopy(values, 0, collected, layout.offset(i), values.length);
    }
    return collected;
  }
}
