package org.menagerie.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.Schedule;

/**
 * A kind of service.
 *
 * @param service what plug-ins implement
 * @param word what it is called in messages
 * @param list what {@code runner list} calls all of them
 * @param nameParts the parts of a service's name
 * @param rules what else its answers must be
 */
record Kind<T>(
    Class<T> service,
    String word,
    String list,
    Function<T, List<@Nullable String>> nameParts,
    Consumer<T> rules) {

  static final Kind<ModelDefinition> MODEL =
      new Kind<>(
          ModelDefinition.class,
          "model",
          "models",
          model -> Arrays.asList(model.zoo(), model.name()),
          ModelRules::check);

  static final Kind<Engine> ENGINE =
      new Kind<>(
          Engine.class, "engine", "engines", engine -> Arrays.asList(engine.name()), Kind::noRules);

  static final Kind<Schedule> SCHEDULE =
      new Kind<>(
          Schedule.class,
          "schedule",
          "schedules",
          schedule -> Arrays.asList(schedule.name()),
          Kind::noRules);

  static final Kind<Augmentation> AUGMENTATION =
      new Kind<>(
          Augmentation.class,
          "augmentation",
          "augmentations",
          augmentation -> Arrays.asList(augmentation.name()),
          Kind::noRules);

  static final Kind<DatasetProvider> DATASET =
      new Kind<>(
          DatasetProvider.class,
          "data set",
          "datasets",
          dataset -> Arrays.asList(dataset.name()),
          Kind::noRules);

  private static void noRules(Object service) {}
}
