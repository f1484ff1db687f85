package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What PyTorch computed. */
final class Reference {
  private Reference() {}

  static JsonNode read(String name) {
    String resource = name + ".json";
    try (InputStream in = Reference.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All numbers of an array, row by row, as 32-bit floats. */
  static float[] floats(JsonNode node) {
    List<Double> numbers = numbers(node);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  /** All numbers of an array, row by row. */
  static double[] doubles(JsonNode node) {
    return numbers(node).stream().mapToDouble(Double::doubleValue).toArray();
  }

  static int[] integers(JsonNode node) {
    return numbers(node).stream().mapToInt(Double::intValue).toArray();
  }

  /** All numbers of an array, row by row. */
  static List<Double> numbers(JsonNode node) {
    List<Double> values = new ArrayList<>();
    collect(node, values);
    return values;
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.asDouble());
    }
  }
}
