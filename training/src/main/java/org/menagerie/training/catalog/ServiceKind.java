package org.menagerie.training.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.DatasetFamily;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.ComponentFactory;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.WeightAverageFactory;
import org.menagerie.api.report.ReportFormat;

/**
 * A kind of service that plug-ins can offer. A new kind is one line here: plug-ins of it are found,
 * tried, guarded and listed like those of any other.
 *
 * @param service what plug-ins implement
 * @param word its name in messages
 * @param list its name in {@code runner list}
 * @param nameParts the parts of a service's name
 * @param family services that stand for several of the kind, where there are such
 */
public record ServiceKind<T>(
    Class<T> service,
    String word,
    String list,
    Function<T, List<@Nullable String>> nameParts,
    Optional<Family<?, T>> family) {

  /**
   * Services that stand for several of a kind.
   *
   * @param service what plug-ins implement
   * @param members those that one of them stands for
   */
  public record Family<F, T>(Class<F> service, Function<F, List<T>> members) {}

  /** Every kind, in the order in which lists name them. */
  public static final List<ServiceKind<?>> ALL =
      List.of(
          new ServiceKind<>(
              ModelDefinition.class,
              "model",
              "models",
              model -> Arrays.asList(model.zoo(), model.name()),
              Optional.empty()),
          named(Engine.class, "engine", "engines", Engine::name),
          component(OptimizerFactory.class, "optimizer", "optimizers"),
          component(LossFactory.class, "loss", "losses"),
          component(Schedule.class, "schedule", "schedules"),
          component(WeightAverageFactory.class, "weight average", "averages"),
          component(Augmentation.class, "augmentation", "augmentations"),
          component(BatchAugmentation.class, "batch augmentation", "batch-augmentations"),
          named(DatasetProvider.class, "data set", "datasets", DatasetProvider::name)
              .with(new Family<>(DatasetFamily.class, DatasetFamily::members)),
          component(DatasetFormat.class, "data format", "data-formats"),
          component(ExportFormat.class, "export format", "exports"),
          component(MetricFactory.class, "metric", "metrics"),
          named(ReportFormat.class, "report format", "formats", ReportFormat::name));

  private static <T> ServiceKind<T> named(
      Class<T> service, String word, String list, Function<T, String> name) {
    return new ServiceKind<>(
        service, word, list, each -> Arrays.asList(name.apply(each)), Optional.empty());
  }

  private ServiceKind<T> with(Family<?, T> ofSeveral) {
    return new ServiceKind<>(service, word, list, nameParts, Optional.of(ofSeveral));
  }

  private static <T extends ComponentFactory> ServiceKind<T> component(
      Class<T> service, String word, String list) {
    return named(service, word, list, ComponentFactory::name);
  }

  /** Whether services of this kind are named with arguments, mostly in recipes. */
  public boolean isComponent() {
    return ComponentFactory.class.isAssignableFrom(service);
  }

  /** Name of a service, its parts joined by slashes. */
  String name(T each) {
    return String.join("/", nameParts.apply(each));
  }
}
