package org.menagerie.runner.options;

import java.util.List;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.recipe.Component;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Option;

/** {@code --metric}: metrics beside the accuracy that runs are compared by. */
public final class MetricOption {
  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "Compare models by this metric as well, from the probabilities that runs keep of their"
              + " test; can be repeated. See \"runner list metrics\".")
  private List<String> metrics = List.of();

  /**
   * The metrics that are asked for.
   *
   * @throws org.menagerie.api.error.MenagerieException if there is none of such a name, or an
   *     argument is not allowed
   */
  public List<Metric> asked(Catalog catalog) {
    return metrics.stream().distinct().map(Component::parse).map(catalog::metric).toList();
  }
}
