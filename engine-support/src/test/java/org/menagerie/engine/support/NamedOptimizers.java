package org.menagerie.engine.support;

import java.util.List;
import java.util.ServiceLoader;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;

/** Optimizers by service file, as everybody finds them. */
public final class NamedOptimizers {
  private NamedOptimizers() {}

  /** All factories of this module. */
  public static List<OptimizerFactory> all() {
    return ServiceLoader.load(OptimizerFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** The optimizer that a text describes, such as {@code sgd(lr=0.1)}. */
  public static Optimizer parse(String text) {
    Component component = Component.parse(text);
    OptimizerFactory factory =
        all().stream()
            .filter(candidate -> candidate.name().equals(component.name()))
            .findFirst()
            .orElseThrow();
    return factory.create(Arguments.of(component, factory.parameters()));
  }
}
