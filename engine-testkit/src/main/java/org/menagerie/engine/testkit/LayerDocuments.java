package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Size;

/** Layers as the references write them, every argument given. */
final class LayerDocuments {
  private LayerDocuments() {}

  static List<Layer> layers(JsonNode documents) {
    List<Layer> layers = new ArrayList<>();
    documents.forEach(document -> layers.add(layer(document)));
    return layers;
  }

  static Layer layer(JsonNode document) {
    String name = document.get("layer").asText();
    return switch (name) {
      case "conv2d" -> conv2d(document);
      case "batch_norm" ->
          new BatchNorm(
              document.get("eps").asDouble(),
              document.get("momentum").asDouble(),
              document.get("affine").asBoolean());
      case "group_norm" -> GroupNorm.of(document.get("groups").asInt());
      case "layer_norm" -> LayerNorm.standard();
      case "prelu" -> new PRelu(document.get("per_channel").asBoolean());
      case "max_pool" ->
          new MaxPool(
              size(document, "kernel"),
              size(document, "stride"),
              Padding.of(size(document, "padding")),
              document.get("ceil").asBoolean());
      case "avg_pool" ->
          new AvgPool(
              size(document, "kernel"),
              size(document, "stride"),
              Padding.of(size(document, "padding")),
              document.get("ceil").asBoolean(),
              document.get("count_include_pad").asBoolean());
      case "adaptive_avg_pool" -> new AdaptivePool(AdaptivePool.Kind.AVG, size(document, "size"));
      case "adaptive_max_pool" -> new AdaptivePool(AdaptivePool.Kind.MAX, size(document, "size"));
      case "flatten" -> new Flatten();
      case "linear" -> new Linear(document.get("units").asInt(), document.get("bias").asBoolean());
      case "channel_shuffle" -> new ChannelShuffle(document.get("groups").asInt());
      case "branches" -> branches(document);
      default -> activation(name, document);
    };
  }

  private static Conv2d conv2d(JsonNode document) {
    return new Conv2d(
        document.get("filters").asInt(),
        size(document, "kernel"),
        size(document, "stride"),
        Padding.of(size(document, "padding")),
        size(document, "dilation"),
        document.get("groups").asInt(),
        document.get("bias").asBoolean());
  }

  private static Branches branches(JsonNode document) {
    List<List<Layer>> paths = new ArrayList<>();
    document.get("paths").forEach(path -> paths.add(layers(path)));
    String merge = document.get("merge").asText().toUpperCase(Locale.ROOT);
    return new Branches(Branches.Merge.valueOf(merge), paths);
  }

  private static Activation activation(String name, JsonNode document) {
    boolean tanh = document.has("tanh") && document.get("tanh").asBoolean();
    Function function = Function.valueOf(name.toUpperCase(Locale.ROOT) + (tanh ? "_TANH" : ""));
    List<Double> arguments =
        function.constants().stream()
            .map(
                constant ->
                    document.has(constant.name())
                        ? document.get(constant.name()).asDouble()
                        : constant.value())
            .toList();
    return new Activation(function, arguments);
  }

  private static Size size(JsonNode document, String key) {
    JsonNode pair = document.get(key);
    return new Size(pair.get(0).asInt(), pair.get(1).asInt());
  }
}
