package org.menagerie.training.recipe;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;

/**
 * One setting of a recipe: its key and help, how it is read from a recipe and set in one, and how a
 * summary says it. {@link RecipeSettings} declares all of them.
 */
public final class RecipeSetting {
  private final String key;
  private final String description;
  private final Function<Recipe, Optional<String>> reader;
  private final BiFunction<Recipe, Value, Recipe.Builder> writer;
  private final Function<Recipe, Optional<String>> summary;
  private final Optional<String> optionLabel;

  private RecipeSetting(
      String key,
      String description,
      Function<Recipe, Optional<String>> reader,
      BiFunction<Recipe, Value, Recipe.Builder> writer,
      Function<Recipe, Optional<String>> summary,
      Optional<String> optionLabel) {
    this.key = key;
    this.description = description;
    this.reader = reader;
    this.writer = writer;
    this.summary = summary;
    this.optionLabel = optionLabel;
  }

  /** A setting that every recipe has, which summaries do not mention. */
  static RecipeSetting of(
      String key,
      String description,
      Function<Recipe, String> reader,
      BiFunction<Recipe, Value, Recipe.Builder> writer) {
    return new RecipeSetting(
        key,
        description,
        recipe -> Optional.of(reader.apply(recipe)),
        writer,
        recipe -> Optional.empty(),
        Optional.empty());
  }

  /** A setting that is an argument of the optimizer, with which summaries show it. */
  static RecipeSetting ofOptimizer(
      String key, String description, Function<Value, Object> argument) {
    return new RecipeSetting(
        key,
        description,
        recipe -> Optional.ofNullable(recipe.optimizer().arguments().get(key)).map(Value::plain),
        (recipe, value) ->
            recipe.toBuilder().optimizer(recipe.optimizer().with(key, argument.apply(value))),
        recipe -> Optional.empty(),
        Optional.empty());
  }

  /** The same setting, which summaries mention where {@code part} is not empty. */
  RecipeSetting inSummary(Function<Recipe, Optional<String>> part) {
    return new RecipeSetting(key, description, reader, writer, part, optionLabel);
  }

  /** The same setting, set only in recipes that {@code check} lets pass. */
  RecipeSetting where(Consumer<Recipe> check) {
    return new RecipeSetting(
        key,
        description,
        reader,
        (recipe, value) -> {
          check.accept(recipe);
          return writer.apply(recipe, value);
        },
        summary,
        optionLabel);
  }

  /** The same setting, which recipes do not have where {@code other} settings say it all. */
  RecipeSetting unless(Predicate<Recipe> other) {
    return new RecipeSetting(
        key,
        description,
        recipe -> reader.apply(recipe).filter(value -> !other.test(recipe)),
        writer,
        summary,
        optionLabel);
  }

  /** The same setting with an option of its own, whose value help calls {@code label}. */
  RecipeSetting withOption(String label) {
    return new RecipeSetting(key, description, reader, writer, summary, Optional.of(label));
  }

  /** As written on the command line: {@code batch_size}. */
  public String key() {
    return key;
  }

  /** What it is, for help. */
  public String description() {
    return description;
  }

  /** What help calls the value of its option, such as {@code N}; empty = it has none of its own. */
  public Optional<String> optionLabel() {
    return optionLabel;
  }

  /** The name of its option, such as {@code batch-size}, if it has one of its own. */
  public Optional<String> option() {
    return optionLabel.map(label -> key.replace('_', '-'));
  }

  /**
   * The value in a recipe, as it can be set, without what other settings say; empty = they say all,
   * or the optimizer is given no such argument.
   */
  public Optional<String> valueIn(Recipe recipe) {
    return reader.apply(recipe);
  }

  /** What a summary of the recipe says of it, if anything. */
  public Optional<String> summary(Recipe recipe) {
    return summary.apply(recipe);
  }

  /**
   * The recipe with this one setting changed.
   *
   * @throws MenagerieException if the value is not one for this setting
   */
  public Recipe set(Recipe recipe, String value) {
    return writer.apply(recipe, new Value(key, value.strip())).build();
  }

  @Override
  public String toString() {
    return key;
  }
}
