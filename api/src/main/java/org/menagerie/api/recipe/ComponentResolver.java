package org.menagerie.api.recipe;

import java.util.Collection;

/** Finds what components mean: gives a schedule or augmentation the others that it is made of. */
@FunctionalInterface
public interface ComponentResolver {

  /** Knows no component: the resolver of arguments that hold none. */
  ComponentResolver NONE = ComponentResolver::unknown;

  /**
   * The plug-in of that name.
   *
   * @param service the kind of plug-in, for example {@link Schedule}
   * @throws org.menagerie.api.error.MenagerieException if there is none of that name
   */
  <F extends ComponentFactory> F find(Class<F> service, String name);

  /**
   * The sentence, with a blank before it, that asks whether one of the known names was meant; empty
   * if none is like it.
   */
  default String hint(String typed, Collection<String> known) {
    return "";
  }

  private static <F extends ComponentFactory> F unknown(Class<F> service, String name) {
    throw new IllegalStateException("no resolver was given that knows " + name);
  }
}
