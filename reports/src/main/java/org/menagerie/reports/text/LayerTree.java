package org.menagerie.reports.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Path;

/**
 * The layers of a network in the order in which people read them: one that branches before the
 * paths that it merges. Each path begins with {@code +}.
 */
public final class LayerTree {
  private static final String BEGINNING = "+ ";
  private static final String CONTINUATION = "| ";

  private final Map<String, LayerSummary> summaries = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private LayerTree(Network network) {
    network.summary().layers().forEach(layer -> summaries.put(layer.index(), layer));
    add(new Path("", network.layers()), "", "");
  }

  /**
   * A line of a table.
   *
   * @param index of the layer, or of the path if it is empty
   * @param text the layer, indented by what it is part of
   * @param layer none for a path that hands its input on
   */
  public record Row(String index, String text, Optional<LayerSummary> layer) {}

  /** The lines of a network's table. */
  public static List<Row> of(Network network) {
    return new LayerTree(network).rows;
  }

  private void add(Path path, String first, String others) {
    String indent = first;
    for (int i = 0; i < path.layers().size(); i++) {
      String index = path.prefix() + i;
      Layer layer = path.layers().get(i);
      rows.add(
          new Row(index, indent + layer.describe(), Optional.ofNullable(summaries.get(index))));
      for (Path inner : layer.paths()) {
        addInner(inner.within(index), others);
      }
      indent = others;
    }
  }

  private void addInner(Path path, String indent) {
    if (path.layers().isEmpty()) {
      String index = path.prefix().substring(0, path.prefix().length() - 1);
      rows.add(new Row(index, indent + BEGINNING + "its input", Optional.empty()));
    } else {
      add(path, indent + BEGINNING, indent + CONTINUATION);
    }
  }
}
