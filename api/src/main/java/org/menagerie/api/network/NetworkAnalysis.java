package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

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
    analysis.walk(new Path("", layers));
    return analysis.summaries;
  }

  private void walk(Path path) {
    for (int i = 0; i < path.layers().size(); i++) {
      visit(path.prefix() + i, path.layers().get(i));
    }
  }

  private void visit(String index, Layer layer) {
    Shape input = shape;
    ReceptiveField before = field;
    List<Parameter> parameters = List.of();
    long products = 0;
    Shape output;
    if (layer.paths().isEmpty()) {
      output = fit(index, layer, input);
      field = fieldAfter(layer, input, output);
      parameters = layer.parameters(input).stream().map(p -> p.within(index)).toList();
      products = layer.multiplyAccumulates(input);
    } else {
      field = fieldBehindPaths(index, layer, input).from(before);
      output = fit(index, layer, input);
    }
    summaries.add(new LayerSummary(index, layer, input, output, parameters, products, field));
    shape = output;
  }

  private ReceptiveField fieldBehindPaths(String index, Layer layer, Shape input) {
    ReceptiveField before = field;
    ReceptiveField merged = null;
    for (Path path : layer.paths()) {
      shape = input;
      field = before;
      walk(path.within(index));
      merged = merged == null ? field : merged.merged(field);
    }
    return requireNonNull(merged);
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
    return field.through(window.get(), output);
  }
}
