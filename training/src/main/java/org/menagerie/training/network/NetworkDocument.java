package org.menagerie.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
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
    Fields fields = Fields.of("", document);
    List<Integer> input = fields.integers(INPUT);
    LayerReader reader = new LayerReader();
    Shape shape = fields.checked(() -> new Shape(input));
    List<Layer> layers = reader.list(LAYERS, fields.required(LAYERS));
    Network network = fields.checked(() -> new Network(shape, layers));
    fields.requireNoOther();
    return network;
  }
}
