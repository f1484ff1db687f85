package org.menagerie.training.network;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Sequential;
import org.menagerie.api.network.Size;
import org.menagerie.training.text.DidYouMean;

/** Reads layers, with PyTorch's defaults for what is left out. */
final class LayerReader {
  /** The key of the number of classes, and the word that stands for it. */
  static final String CLASSES = "classes";

  private static final Size ONE = Size.square(1);
  private static final Size ZERO = Size.square(0);

  /** Deeper than any network that somebody has drawn. */
  static final int DEEPEST = 32;

  private final SortedMap<String, Function<Fields, Layer>> kinds = new TreeMap<>();

  /** More than any network of this size has. */
  private static final int MOST = 10_000;

  private final OptionalInt classes;
  private int depth;
  private int layers;

  /**
   * @param classes what the word {@code classes} stands for in place of a number of filters or
   *     units
   */
  LayerReader(OptionalInt classes) {
    this.classes = classes;
    kinds.put("adaptive_avg_pool", f -> adaptive(f, AdaptivePool.Kind.AVG));
    kinds.put("adaptive_max_pool", f -> adaptive(f, AdaptivePool.Kind.MAX));
    kinds.put("avg_pool", LayerReader::avgPool);
    kinds.put("batch_norm", LayerReader::batchNorm);
    kinds.put("branches", this::branches);
    kinds.put("channel_shuffle", f -> new ChannelShuffle(f.integer("groups")));
    kinds.put("conv2d", this::conv2d);
    kinds.put("dropout", f -> dropout(f, Dropout.Unit.VALUE));
    kinds.put("dropout2d", f -> dropout(f, Dropout.Unit.CHANNEL));
    kinds.put("drop_path", f -> dropout(f, Dropout.Unit.IMAGE));
    kinds.put("flatten", f -> new Flatten());
    kinds.put(
        "group_norm",
        f -> new GroupNorm(f.integer("groups"), f.number("eps", 1e-5), f.flag("affine", true)));
    kinds.put("layer_norm", f -> new LayerNorm(f.number("eps", 1e-5), f.flag("affine", true)));
    kinds.put("linear", f -> new Linear(outputs(f, "units"), f.flag("bias", true)));
    kinds.put("max_pool", LayerReader::maxPool);
    kinds.put("prelu", f -> new PRelu(f.flag("per_channel", false)));
    kinds.put("sequential", this::sequential);
    ACTIVATIONS.forEach((name, function) -> kinds.put(name, f -> activation(f, function)));
  }

  /** The names of activations; GELU's approximation is an argument of it. */
  private static final Map<String, Activation.Function> ACTIVATIONS =
      Arrays.stream(Activation.Function.values())
          .filter(function -> function != Activation.Function.GELU_TANH)
          .collect(toUnmodifiableMap(LayerReader::name, function -> function));

  /** As documents write it. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The words for layers. */
  SortedSet<String> names() {
    return new TreeSet<>(kinds.keySet());
  }

  /** Layers one after the other. */
  List<Layer> list(String place, JsonNode layers) {
    if (!layers.isArray()) {
      throw Fields.refused(place, "must be a list of layers, not " + Fields.shown(layers));
    }
    if (depth++ == DEEPEST) {
      throw Fields.refused(place, "is nested more than %d deep".formatted(DEEPEST));
    }
    List<Layer> list = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      list.add(layer("%s[%d]".formatted(place, i), layers.get(i)));
    }
    depth--;
    return list;
  }

  private Layer layer(String place, JsonNode document) {
    if (layers++ == MOST) {
      throw Fields.refused(place, "is one of more than %d layers".formatted(MOST));
    }
    Fields fields = Fields.of(place, document);
    String name = fields.text("layer");
    Function<Fields, Layer> kind = kinds.get(name);
    if (kind == null) {
      throw Fields.refused(
          place,
          "names no layer: \"%s\".%s There are %s"
              .formatted(
                  name, DidYouMean.hint(name, kinds.keySet()), String.join(", ", kinds.keySet())));
    }
    Layer layer = fields.checked(() -> kind.apply(fields));
    fields.requireNoOther();
    return layer;
  }

  /** A number of filters or units, or the word that stands for the number of classes. */
  private int outputs(Fields fields, String key) {
    JsonNode value = fields.required(key);
    if (!value.asText().equals(CLASSES)) {
      return fields.integer(key);
    }
    return classes.orElseThrow(
        () ->
            Fields.refused(
                fields.place(key),
                "is \"classes\", so that the document must give their number, such as \"classes\": 10"));
  }

  private static Layer adaptive(Fields fields, AdaptivePool.Kind kind) {
    return new AdaptivePool(kind, fields.size("size"));
  }

  private static Layer avgPool(Fields fields) {
    Size kernel = fields.size("kernel");
    return new AvgPool(
        kernel,
        fields.size("stride", kernel),
        Padding.of(fields.size("padding", ZERO)),
        fields.flag("ceil", false),
        fields.flag("count_include_pad", true));
  }

  private static Layer maxPool(Fields fields) {
    Size kernel = fields.size("kernel");
    return new MaxPool(
        kernel,
        fields.size("stride", kernel),
        Padding.of(fields.size("padding", ZERO)),
        fields.flag("ceil", false));
  }

  private static Layer batchNorm(Fields fields) {
    return new BatchNorm(
        fields.number("eps", 1e-5), fields.number("momentum", 0.1), fields.flag("affine", true));
  }

  private Layer conv2d(Fields fields) {
    Size kernel = fields.size("kernel");
    Size dilation = fields.size("dilation", ONE);
    Optional<JsonNode> padding = fields.optional("padding");
    boolean same = padding.filter(value -> value.asText().equals("same")).isPresent();
    return new Conv2d(
        outputs(fields, "filters"),
        kernel,
        fields.size("stride", ONE),
        same ? Padding.same(kernel, dilation) : Padding.of(fields.size("padding", ZERO)),
        dilation,
        fields.integer("groups", 1),
        fields.flag("bias", true));
  }

  private static Layer dropout(Fields fields, Dropout.Unit unit) {
    return new Dropout(fields.number("rate", 0.5), unit);
  }

  private static Layer activation(Fields fields, Activation.Function function) {
    if (function == Activation.Function.GELU) {
      return new Activation(fields.flag("tanh", false) ? Activation.Function.GELU_TANH : function);
    }
    return new Activation(
        function,
        function.constants().stream()
            .map(constant -> fields.number(constant.name(), constant.value()))
            .toList());
  }

  private Layer sequential(Fields fields) {
    return new Sequential(
        fields.optionalText("name").orElse("Sequential"),
        list(fields.place() + ".layers", fields.required("layers")));
  }

  private Layer branches(Fields fields) {
    String word = fields.text("merge");
    Branches.Merge merge =
        Arrays.stream(Branches.Merge.values())
            .filter(candidate -> name(candidate).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Fields.refused(
                        fields.place() + ".merge",
                        "must be add, concat or multiply, not \"%s\"".formatted(word)));
    JsonNode paths = fields.required("paths");
    if (!paths.isArray()) {
      throw Fields.refused(
          fields.place() + ".paths",
          "must be a list of lists of layers, not " + Fields.shown(paths));
    }
    List<List<Layer>> layers = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      layers.add(list("%s.paths[%d]".formatted(fields.place(), i), paths.get(i)));
    }
    return new Branches(merge, layers);
  }
}
