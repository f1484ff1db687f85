package org.menagerie.engine.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;

/** Tensors laid end to end in one array, in a fixed order: how engines keep what they train. */
public final class ParameterLayout {
  private final List<Parameter> parameters;
  private final List<Integer> offsets;
  private final int size;

  public ParameterLayout(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    List<Integer> starts = new ArrayList<>();
    int end = 0;
    for (Parameter parameter : parameters) {
      starts.add(end);
      end += Math.toIntExact(parameter.shape().elements());
    }
    this.offsets = List.copyOf(starts);
    this.size = end;
  }

  /** What is laid out, in order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Where tensor {@code index} begins. */
  public int offset(int index) {
    return offsets.get(index);
  }

  /** Length of the whole array. */
  public int size() {
    return size;
  }

  /**
   * Copies the tensors of that name plus {@code suffix} into one array.
   *
   * @throws MenagerieException if one is missing or of another shape
   */
  public float[] gather(TensorMap tensors, String suffix) {
    float[] values = new float[size];
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name() + suffix;
      Shape expected = parameters.get(i).shape();
      if (!tensors.contains(name) || !tensors.get(name).shape().equals(expected)) {
        throw new MenagerieException(
            ErrorCode.RESULT_UNREADABLE,
            "These weights are of another network: %s should be %s but is %s."
                .formatted(
                    name,
                    expected,
                    tensors.contains(name) ? tensors.get(name).shape() : "not there"));
      }
      float[] source = tensors.get(name).values();
      System.arraycopy(source, 0, values, offsets.get(i), source.length);
    }
    return values;
  }

  /** Copies an array back into tensors by name plus {@code suffix}. */
  public TensorMap scatter(float[] values, String suffix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Shape shape = parameters.get(i).shape();
      int begin = offsets.get(i);
      float[] slice = Arrays.copyOfRange(values, begin, begin + Math.toIntExact(shape.elements()));
      tensors.put(parameters.get(i).name() + suffix, new Tensor(shape, slice));
    }
    return new TensorMap(tensors);
  }
}
