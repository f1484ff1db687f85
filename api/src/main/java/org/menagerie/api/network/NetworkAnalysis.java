package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Walks the layers once, carrying the shape and the receptive field. */
final class NetworkAnalysis {
  private final List<LayerSummary> summaries = new ArrayList<>();
  private Shape shape;
  private ReceptiveField field;

  private NetworkAnalysis(Shape input) {
    shape = input;
    field = ReceptiveField.ofInput(input);
  }

  static List<LayerSummary> analyse(Shape input, List<Layer> layers) {
    NetworkAnalysis analysis = new NetworkAnalysis(input);
    analysis.walk("", layers);
    return analysis.summaries;
  }

  private void walk(String prefix, List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      visit(prefix + i, layers.get(i));
    }
  }

  private void visit(String index, Layer layer) {
    Shape input = shape;
    if (!layer.children().isEmpty()) {
      walk(index + ".", layer.children());
      Shape output = fit(index, layer, input);
      summaries.add(
          new LayerSummary(index, layer, input, output, List.of(), 0, field.throughPoint()));
      shape = output;
      return;
    }
    Shape output = fit(index, layer, input);
    field = fieldAfter(layer, input, output);
    List<Parameter> parameters =
        layer.parameters(input).stream().map(p -> p.within(index)).toList();
    summaries.add(
        new LayerSummary(
            index, layer, input, output, parameters, layer.multiplyAccumulates(input), field));
    shape = output;
  }

  private static Shape fit(String index, Layer layer, Shape input) {
    try {
      return layer.outputShape(input);
    } catch (IllegalArgumentException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_NETWORK,
          "Layer %s (%s) %s.".formatted(index, layer.describe(), e.getMessage()),
          e);
    }
  }

  private ReceptiveField fieldAfter(Layer layer, Shape input, Shape output) {
    if (layer.seesWholeInput()) {
      // A flattened map keeps its edge until a linear layer has looked at all of it.
      return field.throughWholeMap();
    }
    Optional<Window> window = layer.window(input);
    if (window.isEmpty()) {
      return field.throughPoint();
    }
    return field.through(window.get(), Math.max(output.height(), output.width()));
  }
}
