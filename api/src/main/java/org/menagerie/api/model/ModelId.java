package org.menagerie.api.model;

import static java.util.Objects.requireNonNull;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A model's name together with its zoo's, written as {@code zoo/model}.
 *
 * @param zoo the zoo's name
 * @param name the model's name, which is unique in its zoo
 */
public record ModelId(String zoo, String name) {
  private static final char SEPARATOR = '/';

  public ModelId {
    requireNonNull(zoo, "zoo is null");
    requireNonNull(name, "name is null");
  }

  /** The id of a definition. */
  public static ModelId of(ModelDefinition model) {
    return new ModelId(model.zoo(), model.name());
  }

  /** Whether a text names a zoo too, and not a model alone. */
  public static boolean isQualified(String text) {
    return text.indexOf(SEPARATOR) >= 0;
  }

  /**
   * The id that a text writes.
   *
   * @param text such as {@code progressive/model2}
   * @throws MenagerieException if there is no slash in it
   */
  public static ModelId parse(String text) {
    int slash = text.indexOf(SEPARATOR);
    if (slash < 0) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "A model is written as zoo/model, such as progressive/model2, not \"%s\"."
              .formatted(text));
    }
    return new ModelId(text.substring(0, slash), text.substring(slash + 1));
  }

  /** The id as people write it, for example {@code progressive/model2}. */
  @Override
  public String toString() {
    return zoo + SEPARATOR + name;
  }
}
