package org.menagerie.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/**
 * A network as a document: the shape of its input, and its layers one after the other, each with
 * PyTorch's names for its arguments.
 *
 * <pre>{@code
 * {"input": [1, 28, 28],
 *  "layers": [{"layer": "conv2d", "filters": 8, "kernel": [3, 3], "bias": false},
 *             {"layer": "batch_norm"},
 *             {"layer": "relu"},
 *             {"layer": "branches", "merge": "add", "paths": [[], [{"layer": "relu"}]]}]}
 * }</pre>
 */
public final class NetworkDocument {
  private static final String INPUT = "input";
  private static final String LAYERS = "layers";

  private NetworkDocument() {}

  /**
   * The document of a network, with every argument given.
   *
   * @throws org.menagerie.api.error.MenagerieException if a layer is one of a plug-in's that only
   *     its class can make
   */
  public static ObjectNode of(Network network) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    network.input().dimensions().forEach(document.putArray(INPUT)::add);
    document.set(LAYERS, new LayerWriter("").list(network.layers()));
    return document;
  }

  /**
   * The network of a document; arguments that are left out have PyTorch's defaults.
   *
   * @throws org.menagerie.api.error.MenagerieException if the document is no network; the message
   *     names the place in it and what would be right
   */
  public static Network read(JsonNode document) {
    try {
      Fields fields = Fields.ofDocument("A network", document);
      Network network = network(fields);
      fields.requireNoOther();
      return network;
    } catch (DocumentProblem e) {
      throw e.toException();
    }
  }

  /** The network that some of the keys describe. */
  static Network network(Fields fields) {
    return network(fields, input(fields), fields.optionalInteger(LayerReader.CLASSES));
  }

  /** The same network for images and classes that the document need not have. */
  static Network network(Fields fields, Shape input, OptionalInt classes) {
    JsonNode layers = fields.required(LAYERS);
    return network(fields, input, new LayerReader(classes).list(LAYERS, layers));
  }

  static Shape input(Fields fields) {
    List<Integer> dimensions = fields.integers(INPUT);
    return fields.checked(() -> new Shape(dimensions));
  }

  private static Network network(Fields fields, Shape input, List<Layer> layers) {
    try {
      return fields.checked(() -> new Network(input, layers));
    } catch (DocumentProblem e) {
      throw new DocumentProblem(
          "%s[%d]".formatted(LAYERS, firstThatDoesNotFit(fields, input, layers)), e.getMessage());
    }
  }

  /** The layer that has to be looked at: without it and what follows, all fits together. */
  private static int firstThatDoesNotFit(Fields fields, Shape input, List<Layer> layers) {
    int fitting = 0;
    int wrong = layers.size();
    while (wrong - fitting > 1) {
      int middle = (fitting + wrong) / 2;
      if (fits(fields, input, layers.subList(0, middle))) {
        fitting = middle;
      } else {
        wrong = middle;
      }
    }
    return fitting;
  }

  private static boolean fits(Fields fields, Shape input, List<Layer> layers) {
    try {
      Network unused = fields.checked(() -> new Network(input, layers));
      return true;
    } catch (DocumentProblem e) {
      return false;
    }
  }
}
