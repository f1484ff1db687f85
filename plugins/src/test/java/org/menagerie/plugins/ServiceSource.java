package org.menagerie.plugins;

/**
 * The source of a service that is not a model.
 *
 * @param service the interface's full name
 * @param type the class's full name
 * @param name what the service calls itself
 * @param members the methods beside {@code name} and {@code description}
 */
public record ServiceSource(String service, String type, String name, String members) {

  /** A schedule; {@code expression} gives the learning rate at {@code step}. */
  public static ServiceSource schedule(String type, String name, String expression) {
    return new ServiceSource(
        "org.menagerie.api.recipe.Schedule",
        type,
        name,
        """
        public Curve create(Arguments arguments, TrainingPlan plan) {
          return step -> new StepSettings(%s, plan.momentum());
        }
        """
            .formatted(expression));
  }

  /** An augmentation; {@code statement} works on {@code source} and {@code target}. */
  public static ServiceSource augmentation(String type, String name, String statement) {
    return new ServiceSource(
        "org.menagerie.api.recipe.Augmentation",
        type,
        name,
        """
        public ImageTransform create(Arguments arguments) {
          return (source, target, shape, random) -> { %s };
        }
        """
            .formatted(statement));
  }

  /** A batch augmentation that changes nothing. */
  public static ServiceSource batchAugmentation(String type, String name) {
    return new ServiceSource(
        "org.menagerie.api.recipe.BatchAugmentation",
        type,
        name,
        """
        public BatchTransform create(Arguments arguments) {
          return (batch, random) -> {};
        }
        """);
  }

  /** A data set that is at hand; {@code statement} ends its loading. */
  public static ServiceSource dataset(String type, String name, String statement) {
    return new ServiceSource(
        "org.menagerie.api.data.DatasetProvider",
        type,
        name,
        """
        public boolean isPresent(java.nio.file.Path directory) { return true; }
        public Dataset load(java.nio.file.Path directory) { %s }
        """
            .formatted(statement));
  }

  /** Adds the source and its line in the service file. */
  public PluginJar addTo(PluginJar jar) {
    int dot = type.lastIndexOf('.');
    return jar.source(
            type,
            """
            package %s;

            import org.menagerie.api.data.*;
            import org.menagerie.api.recipe.*;

            public class %s implements %s {
              public String name() { return "%s"; }
              public String description() { return "a test's service"; }
              %s
            }
            """
                .formatted(type.substring(0, dot), type.substring(dot + 1), service, name, members))
        .service(service, type);
  }
}
