package org.menagerie.api.recipe;

/** Knows no component: the resolver of arguments that hold none. */
final class NoComponents implements ComponentResolver {
  @Override
  public Schedule.Curve curve(Component component, TrainingPlan plan) {
    throw unknown(component);
  }

  @Override
  public ImageTransform transform(Component component) {
    throw unknown(component);
  }

  private static IllegalStateException unknown(Component component) {
    return new IllegalStateException("no resolver was given that knows " + component);
  }
}
