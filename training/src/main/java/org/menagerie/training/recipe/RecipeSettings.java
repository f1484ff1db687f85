package org.menagerie.training.recipe;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.training.text.DidYouMean;

/**
 * All settings of a recipe, declared here and nowhere else: the command line, its help, summaries
 * and the labels of reports come from this list. A run's hash covers all of them. What else a
 * recipe has, its name and notes, describes it.
 */
public final class RecipeSettings {
  private static final String LABEL_SMOOTHING = "label_smoothing";

  private static final List<String> SAMPLERS =
      Arrays.stream(Sampler.values()).map(Sampler::word).toList();

  /** The values of the setting {@code normalization}. */
  private static final String OF_DATA = "data";

  private static final String OF_RECIPE = "recipe";

  /** In the order of help and summaries; {@code none} switches off what can be switched off. */
  public static final List<RecipeSetting> ALL =
      List.of(
          RecipeSetting.of(
                  "epochs",
                  "passes over the training images",
                  recipe -> String.valueOf(recipe.epochs()),
                  (recipe, value) -> recipe.toBuilder().epochs(value.integer()))
              .inSummary(
                  recipe ->
                      Optional.of(recipe.epochs() + (recipe.epochs() == 1 ? " epoch" : " epochs")))
              .withOption("N"),
          RecipeSetting.of(
                  "batch_size",
                  "images per optimizer step",
                  recipe -> String.valueOf(recipe.batchSize()),
                  (recipe, value) -> recipe.toBuilder().batchSize(value.integer()))
              .inSummary(recipe -> Optional.of("batches of " + recipe.batchSize()))
              .withOption("N"),
          RecipeSetting.of(
                  "optimizer",
                  "such as adam(lr=0.001)",
                  recipe -> recipe.optimizer().name(),
                  (recipe, value) -> recipe.toBuilder().optimizer(value.component()))
              .inSummary(recipe -> Optional.of(recipe.optimizer().toString())),
          RecipeSetting.ofOptimizer("lr", "learning rate of the optimizer", Value::number)
              .where(RecipeSettings::scheduleFollows)
              .withOption("X"),
          RecipeSetting.ofOptimizer("momentum", "of sgd", Value::number),
          RecipeSetting.ofOptimizer("nesterov", "true or false, of sgd", Value::text),
          RecipeSetting.ofOptimizer("weight_decay", "of the optimizer", Value::number),
          RecipeSetting.of(
                  "schedule",
                  "such as step(step_size=2, gamma=0.65); none",
                  recipe -> recipe.schedule().toString(),
                  (recipe, value) ->
                      recipe.toBuilder()
                          .schedule(value.isNone() ? Recipe.CONSTANT : value.component()))
              .inSummary(
                  recipe ->
                      Optional.of(recipe.schedule())
                          .filter(schedule -> !schedule.equals(Recipe.CONSTANT))
                          .map(Component::toString)),
          RecipeSetting.of(
                  "augmentation",
                  "such as rotation(degrees=7), erasing; none",
                  recipe -> listed(recipe.augmentations()).orElse(Value.NONE),
                  (recipe, value) ->
                      recipe.toBuilder().augmentations(Component.parseList(value.text())))
              .inSummary(recipe -> listed(recipe.augmentations())),
          RecipeSetting.of(
                  "batch_augmentation",
                  "of whole batches, such as mixup(alpha=0.2); none",
                  recipe -> recipe.batchAugmentation().map(Component::toString).orElse(Value.NONE),
                  (recipe, value) ->
                      recipe.toBuilder().batchAugmentation(value.optionalComponent()))
              .inSummary(recipe -> recipe.batchAugmentation().map(Component::toString)),
          RecipeSetting.of(
                  "test_augmentation",
                  "further views of test images, such as horizontal_flip(p=1); none",
                  recipe -> listed(recipe.testAugmentations()).orElse(Value.NONE),
                  (recipe, value) ->
                      recipe.toBuilder().testAugmentations(Component.parseList(value.text())))
              .inSummary(
                  recipe ->
                      listed(recipe.testAugmentations()).map(views -> "tested also by " + views)),
          RecipeSetting.of(
                  "loss",
                  "such as cross_entropy(label_smoothing=0.1)",
                  recipe -> withoutSmoothing(recipe.loss()).toString(),
                  (recipe, value) -> recipe.toBuilder().loss(value.component()))
              .inSummary(
                  recipe ->
                      Optional.of(recipe.loss().toString()).filter(loss -> !recipe.hasPlainLoss())),
          RecipeSetting.of(
                  LABEL_SMOOTHING,
                  "share of each label spread over all classes",
                  recipe -> Value.plain(recipe.labelSmoothing()),
                  (recipe, value) -> recipe.toBuilder().labelSmoothing(value.number()))
              .inSummary(
                  recipe ->
                      Optional.of(recipe.labelSmoothing())
                          .filter(share -> recipe.hasPlainLoss() && share > 0)
                          .map(share -> "label smoothing " + share)),
          RecipeSetting.of(
                  "clip_norm",
                  "largest global norm of the gradients; none",
                  recipe -> orNone(recipe.clipNorm()),
                  (recipe, value) -> recipe.toBuilder().clipNorm(value.optionalNumber()))
              .inSummary(recipe -> phrase("gradient norm clipped at %s", recipe.clipNorm())),
          RecipeSetting.of(
                  "clip_value",
                  "largest absolute value of a gradient; none",
                  recipe -> orNone(recipe.clipValue()),
                  (recipe, value) -> recipe.toBuilder().clipValue(value.optionalNumber()))
              .inSummary(recipe -> phrase("gradients clipped at %s", recipe.clipValue())),
          RecipeSetting.of(
                  "average",
                  "of the weights, such as ema(decay=0.999); none",
                  recipe -> recipe.average().map(Component::toString).orElse(Value.NONE),
                  (recipe, value) -> recipe.toBuilder().average(value.optionalComponent()))
              .inSummary(
                  recipe -> recipe.average().map(average -> "weights averaged by " + average)),
          RecipeSetting.of(
                  "drop_last",
                  "true leaves out a last batch that is not full",
                  recipe -> String.valueOf(recipe.dropLast()),
                  (recipe, value) -> recipe.toBuilder().dropLast(value.flag()))
              .inSummary(
                  recipe ->
                      recipe.dropLast() ? Optional.of("last batch dropped") : Optional.empty()),
          RecipeSetting.of(
                  "sampler",
                  "random, each image once an epoch, or balanced, each class as often",
                  recipe -> recipe.sampler().word(),
                  (recipe, value) ->
                      recipe.toBuilder().sampler(Sampler.of(value.choice(SAMPLERS)).orElseThrow()))
              .inSummary(
                  recipe ->
                      recipe.sampler() == Sampler.BALANCED
                          ? Optional.of("each class drawn as often")
                          : Optional.empty()),
          RecipeSetting.of(
                  "freeze",
                  "names of parameters not to train, such as 0.*; none",
                  recipe -> frozen(recipe).orElse(Value.NONE),
                  (recipe, value) -> recipe.toBuilder().freeze(value.names()))
              .inSummary(recipe -> frozen(recipe).map(names -> "not trained: " + names)),
          RecipeSetting.of(
                  "normalization",
                  "data: by mean and deviation of the training images; recipe: by mean and std",
                  recipe -> recipe.normalization().ofData() ? OF_DATA : OF_RECIPE,
                  (recipe, value) ->
                      value.choice(List.of(OF_DATA, OF_RECIPE)).equals(OF_DATA)
                          ? recipe.toBuilder().normalization(Normalization.OF_DATA)
                          : recipe.toBuilder())
              .inSummary(recipe -> normalization(recipe.normalization())),
          RecipeSetting.of(
                  "mean",
                  "grey level, 0 to 1, that becomes 0",
                  recipe -> Value.plain(recipe.normalization().mean()),
                  (recipe, value) ->
                      recipe.toBuilder()
                          .normalization(
                              Normalization.of(value.number(), recipe.normalization().std())))
              .where(RecipeSettings::normalizedByNumbers)
              .unless(recipe -> recipe.normalization().ofData()),
          RecipeSetting.of(
                  "std",
                  "grey levels, 0 to 1, that become 1",
                  recipe -> Value.plain(recipe.normalization().std()),
                  (recipe, value) ->
                      recipe.toBuilder()
                          .normalization(
                              Normalization.of(recipe.normalization().mean(), value.number())))
              .where(RecipeSettings::normalizedByNumbers)
              .unless(recipe -> recipe.normalization().ofData()),
          RecipeSetting.of(
                  "patience",
                  "epochs without improvement before stopping; none",
                  recipe -> patience(recipe).orElse(Value.NONE),
                  (recipe, value) ->
                      recipe.toBuilder()
                          .earlyStopping(
                              recipe
                                  .earlyStopping()
                                  .withPatience(
                                      value.isNone()
                                          ? OptionalInt.empty()
                                          : OptionalInt.of(value.integer()))))
              .inSummary(recipe -> patience(recipe).map(patience -> "patience " + patience)),
          RecipeSetting.of(
                  "target_accuracy",
                  "accuracy in percent to stop at; none",
                  recipe -> orNone(recipe.earlyStopping().targetAccuracy()),
                  (recipe, value) ->
                      recipe.toBuilder()
                          .earlyStopping(
                              recipe.earlyStopping().withTargetAccuracy(value.optionalNumber())))
              .inSummary(
                  recipe -> phrase("stops at %s %%", recipe.earlyStopping().targetAccuracy())),
          RecipeSetting.of(
                  "validation",
                  "share or number of training images to hold out and choose epochs by; provided: those that the data bring; none: test images choose",
                  recipe -> recipe.validatedOn().map(ValidationText::of).orElse(Value.NONE),
                  (recipe, value) -> recipe.toBuilder().validatedOn(ValidationText.parse(value)))
              .inSummary(ValidationText::summary),
          RecipeSetting.of(
              "validation_seed",
              "what they are drawn by, whatever the seed of the run",
              recipe -> String.valueOf(recipe.validationSeed()),
              (recipe, value) -> recipe.toBuilder().validationSeed(value.integer())));

  private RecipeSettings() {}

  /**
   * The setting of that key.
   *
   * @throws MenagerieException if there is no such key; the message lists them
   */
  public static RecipeSetting get(String key) {
    List<String> known = ALL.stream().map(RecipeSetting::key).toList();
    return ALL.stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.UNKNOWN_NAME,
                    "A recipe has no key \"%s\".%s Its keys are %s."
                        .formatted(key, DidYouMean.hint(key, known), String.join(", ", known))));
  }

  /** A recipe as text by key, the optimizer's arguments under their own names. */
  public static Map<String, String> values(Recipe recipe) {
    Map<String, String> values = new TreeMap<>();
    recipe.optimizer().arguments().forEach((key, value) -> values.put(key, Value.plain(value)));
    ALL.forEach(
        setting -> setting.valueIn(recipe).ifPresent(text -> values.put(setting.key(), text)));
    return values;
  }

  private static void scheduleFollows(Recipe recipe) {
    String fixed = recipe.schedule().arguments().get("max_lr");
    if (fixed != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The schedule %s sets the learning rate itself (max_lr=%s): change it with --set schedule=... instead."
              .formatted(recipe.schedule().name(), fixed));
    }
  }

  private static void normalizedByNumbers(Recipe recipe) {
    if (recipe.normalization().ofData()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Mean and std are those of the data with normalization=data: leave that out to set them.");
    }
  }

  private static Optional<String> listed(List<Component> components) {
    return Optional.of(components)
        .filter(all -> !all.isEmpty())
        .map(all -> all.stream().map(Component::toString).collect(joining(", ")));
  }

  private static Optional<String> frozen(Recipe recipe) {
    return Optional.of(recipe.freeze())
        .filter(names -> !names.isEmpty())
        .map(names -> String.join(", ", names));
  }

  private static Component withoutSmoothing(Component loss) {
    Map<String, String> arguments = new LinkedHashMap<>(loss.arguments());
    arguments.remove(LABEL_SMOOTHING);
    return new Component(loss.name(), arguments);
  }

  private static Optional<String> normalization(Normalization normalization) {
    return Optional.of(normalization)
        .filter(Normalization::ofData)
        .map(
            ofData ->
                (ofData.channels().isEmpty() ? List.of(ofData) : ofData.channels())
                    .stream()
                        .map(
                            each ->
                                String.format(Locale.ROOT, "%.4f ± %.4f", each.mean(), each.std()))
                        .collect(joining(", ", "normalized by its data (", ")")));
  }

  private static Optional<String> patience(Recipe recipe) {
    return recipe.earlyStopping().patience().stream().mapToObj(String::valueOf).findFirst();
  }

  private static Optional<String> phrase(String form, OptionalDouble value) {
    return value.isPresent()
        ? Optional.of(String.format(Locale.ROOT, form, value.getAsDouble()))
        : Optional.empty();
  }

  private static String orNone(OptionalDouble value) {
    return value.isPresent() ? Value.plain(value.getAsDouble()) : Value.NONE;
  }
}
