package org.menagerie.training.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Size;

/**
 * Writes layers with all of their arguments.
 *
 * @param index of the layer in its network, for what cannot be written
 */
record LayerWriter(String index) implements LayerVisitor<ObjectNode> {

  /** Layers whose indices begin with this one's. */
  ArrayNode list(List<Layer> layers) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < layers.size(); i++) {
      list.add(new LayerWriter(index + i).visit(layers.get(i)));
    }
    return list;
  }

  private static ObjectNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("layer", name);
  }

  private static void put(ObjectNode node, String key, Size size) {
    node.putArray(key).add(size.height()).add(size.width());
  }

  private static void put(ObjectNode node, String key, Padding padding) {
    if (padding.isEven()) {
      put(node, key, padding.first());
    } else {
      node.put(key, "same");
    }
  }

  @Override
  public ObjectNode activation(Activation layer) {
    if (layer.function() == Activation.Function.GELU_TANH) {
      return named("gelu").put("tanh", true);
    }
    ObjectNode node = named(LayerReader.name(layer.function()));
    for (int i = 0; i < layer.arguments().size(); i++) {
      node.put(layer.function().constants().get(i).name(), layer.argument(i));
    }
    return node;
  }

  @Override
  public ObjectNode adaptivePool(AdaptivePool layer) {
    ObjectNode node = named("adaptive_%s_pool".formatted(LayerReader.name(layer.kind())));
    put(node, "size", layer.size());
    return node;
  }

  @Override
  public ObjectNode avgPool(AvgPool layer) {
    return window(named("avg_pool"), layer.kernel(), layer.stride(), layer.padding(), layer.ceil())
        .put("count_include_pad", layer.countIncludePad());
  }

  @Override
  public ObjectNode maxPool(MaxPool layer) {
    return window(named("max_pool"), layer.kernel(), layer.stride(), layer.padding(), layer.ceil());
  }

  private static ObjectNode window(
      ObjectNode node, Size kernel, Size stride, Padding padding, boolean ceil) {
    put(node, "kernel", kernel);
    put(node, "stride", stride);
    put(node, "padding", padding);
    return node.put("ceil", ceil);
  }

  @Override
  public ObjectNode batchNorm(BatchNorm layer) {
    return named("batch_norm")
        .put("eps", layer.epsilon())
        .put("momentum", layer.momentum())
        .put("affine", layer.affine());
  }

  @Override
  public ObjectNode branches(Branches layer) {
    ObjectNode node = named("branches").put("merge", LayerReader.name(layer.merge()));
    ArrayNode paths = node.putArray("paths");
    layer
        .paths()
        .forEach(p -> paths.add(new LayerWriter(p.within(index).prefix()).list(p.layers())));
    return node;
  }

  @Override
  public ObjectNode channelShuffle(ChannelShuffle layer) {
    return named("channel_shuffle").put("groups", layer.groups());
  }

  @Override
  public ObjectNode conv2d(Conv2d layer) {
    ObjectNode node = named("conv2d").put("filters", layer.filters());
    put(node, "kernel", layer.kernel());
    put(node, "stride", layer.stride());
    put(node, "padding", layer.padding());
    put(node, "dilation", layer.dilation());
    return node.put("groups", layer.groups()).put("bias", layer.bias());
  }

  @Override
  public ObjectNode dropout(Dropout layer) {
    String name =
        switch (layer.unit()) {
          case VALUE -> "dropout";
          case CHANNEL -> "dropout2d";
          case IMAGE -> "drop_path";
        };
    return named(name).put("rate", layer.rate());
  }

  @Override
  public ObjectNode flatten(Flatten layer) {
    return named("flatten");
  }

  @Override
  public ObjectNode groupNorm(GroupNorm layer) {
    return named("group_norm")
        .put("groups", layer.groups())
        .put("eps", layer.epsilon())
        .put("affine", layer.affine());
  }

  @Override
  public ObjectNode layerNorm(LayerNorm layer) {
    return named("layer_norm").put("eps", layer.epsilon()).put("affine", layer.affine());
  }

  @Override
  public ObjectNode linear(Linear layer) {
    return named("linear").put("units", layer.units()).put("bias", layer.bias());
  }

  @Override
  public ObjectNode prelu(PRelu layer) {
    return named("prelu").put("per_channel", layer.perChannel());
  }

  /** Whatever class it has: what it is made of says all that it computes. */
  @Override
  public ObjectNode composite(Composite layer) {
    ObjectNode node = named("sequential").put("name", layer.describe());
    node.set("layers", new LayerWriter(index + ".").list(layer.layers()));
    return node;
  }

  @Override
  public ObjectNode java(JavaLayer layer) {
    throw onlyItsClass(layer);
  }

  @Override
  public ObjectNode custom(Layer layer) {
    throw onlyItsClass(layer);
  }

  private MenagerieException onlyItsClass(Layer layer) {
    return new MenagerieException(
        ErrorCode.INVALID_NETWORK,
        "Layer %s (%s) comes from a plug-in, so that no document can say what it is."
            .formatted(index, layer.describe()));
  }
}
