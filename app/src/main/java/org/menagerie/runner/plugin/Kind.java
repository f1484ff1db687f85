package org.menagerie.runner.plugin;

import static java.util.Objects.requireNonNull;

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
 * @param nameParts the parts of a service's name
 * @param trial asks a service all that lists show of it, so that one that fails or answers null is
 *     left out before it can spoil a list
 */
record Kind<T>(
    Class<T> service,
    String word,
    Function<T, List<@Nullable String>> nameParts,
    Consumer<T> trial) {

  static final Kind<ModelDefinition> MODEL =
      new Kind<>(
          ModelDefinition.class,
          "model",
          model -> Arrays.asList(model.zoo(), model.name()),
          model -> {
            answer("description", model.description());
            answer("network", model.network());
            answer("statedParameters", model.statedParameters());
            answer("published", model.published());
            answer("targets", model.targets());
            answer("notes", model.notes());
            if (answer("recipes", model.recipes()).isEmpty()) {
              throw new IllegalStateException("recipes() gives no recipe");
            }
          });

  static final Kind<Engine> ENGINE =
      new Kind<>(
          Engine.class,
          "engine",
          engine -> Arrays.asList(engine.name()),
          engine -> {
            answer("description", engine.description());
            answer("unavailable", engine.unavailable());
          });

  static final Kind<Schedule> SCHEDULE =
      new Kind<>(
          Schedule.class,
          "schedule",
          schedule -> Arrays.asList(schedule.name()),
          schedule -> {
            answer("description", schedule.description());
            answer("options", schedule.options());
          });

  static final Kind<Augmentation> AUGMENTATION =
      new Kind<>(
          Augmentation.class,
          "augmentation",
          augmentation -> Arrays.asList(augmentation.name()),
          augmentation -> {
            answer("description", augmentation.description());
            answer("options", augmentation.options());
          });

  static final Kind<DatasetProvider> DATASET =
      new Kind<>(
          DatasetProvider.class,
          "data set",
          dataset -> Arrays.asList(dataset.name()),
          dataset -> {
            answer("description", dataset.description());
            answer("download", dataset.download());
          });

  private static <A> A answer(String method, @Nullable A answer) {
    return requireNonNull(answer, () -> method + "() gives null");
  }
}
