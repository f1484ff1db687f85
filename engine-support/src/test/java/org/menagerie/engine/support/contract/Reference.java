package org.menagerie.engine.support.contract;

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
    String resource = "/reference/" + name + ".json";
    try (InputStream in = Reference.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
