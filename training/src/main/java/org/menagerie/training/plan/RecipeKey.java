package org.menagerie.training.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;

/**
 * The keys of a recipe that can be set by name, and how each is read; {@code none} switches off.
 */
public enum RecipeKey {
  EPOCHS("passes over the training images") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().epochs(value.integer());
    }
  },
  BATCH_SIZE("images per optimizer step") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().batchSize(value.integer());
    }
  },
  OPTIMIZER("such as adam(lr=0.001)") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().optimizer(value.component());
    }
  },
  LR("learning rate of the optimizer") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      requireThatTheScheduleFollows(recipe);
      return withOptimizerArgument(recipe, "lr", value.number());
    }
  },
  MOMENTUM("of sgd") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return withOptimizerArgument(recipe, "momentum", value.number());
    }
  },
  NESTEROV("true or false, of sgd") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return withOptimizerArgument(recipe, "nesterov", value.text());
    }
  },
  WEIGHT_DECAY("of the optimizer") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return withOptimizerArgument(recipe, "weight_decay", value.number());
    }
  },
  SCHEDULE("such as step(step_size=2, gamma=0.65)") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().schedule(value.isNone() ? Recipe.CONSTANT : value.component());
    }
  },
  AUGMENTATION("such as rotation(degrees=7), affine(degrees=15); none") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().augmentations(Component.parseList(value.text()));
    }
  },
  LOSS("such as cross_entropy(label_smoothing=0.1)") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().loss(value.component());
    }
  },
  LABEL_SMOOTHING("share of each label spread over all classes") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().labelSmoothing(value.number());
    }
  },
  CLIP_NORM("largest global norm of the gradients; none") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder().clipNorm(value.optionalNumber());
    }
  },
  MEAN("grey level, 0 to 1, that becomes 0") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder()
          .normalization(new Normalization(value.number(), recipe.normalization().std()));
    }
  },
  STD("grey levels, 0 to 1, that become 1") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder()
          .normalization(new Normalization(recipe.normalization().mean(), value.number()));
    }
  },
  PATIENCE("epochs without improvement before stopping; none") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      OptionalInt patience = value.isNone() ? OptionalInt.empty() : OptionalInt.of(value.integer());
      return recipe.toBuilder()
          .earlyStopping(new EarlyStopping(patience, recipe.earlyStopping().targetAccuracy()));
    }
  },
  TARGET_ACCURACY("test accuracy in percent to stop at; none") {
    @Override
    Recipe.Builder apply(Recipe recipe, Value value) {
      return recipe.toBuilder()
          .earlyStopping(
              new EarlyStopping(recipe.earlyStopping().patience(), value.optionalNumber()));
    }
  };

  private final String description;

  RecipeKey(String description) {
    this.description = description;
  }

  abstract Recipe.Builder apply(Recipe recipe, Value value);

  /** As written on the command line: {@code batch_size}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for help. */
  public String description() {
    return description;
  }

  /**
   * The recipe with one key set.
   *
   * @throws MenagerieException if the value is not one for this key
   */
  public Recipe set(Recipe recipe, String value) {
    return apply(recipe, new Value(key(), value.strip())).build();
  }

  /**
   * The key of that name.
   *
   * @throws MenagerieException if there is no such key; the message lists them
   */
  public static RecipeKey of(String key) {
    List<String> known = Arrays.stream(values()).map(RecipeKey::key).toList();
    return Arrays.stream(values())
        .filter(candidate -> candidate.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.UNKNOWN_NAME,
                    "A recipe has no key \"%s\".%s Its keys are %s."
                        .formatted(key, DidYouMean.hint(key, known), String.join(", ", known))));
  }

  private static Recipe.Builder withOptimizerArgument(Recipe recipe, String name, Object value) {
    return recipe.toBuilder().optimizer(recipe.optimizer().with(name, value));
  }

  private static void requireThatTheScheduleFollows(Recipe recipe) {
    String fixed = recipe.schedule().arguments().get("max_lr");
    if (fixed != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The schedule %s sets the learning rate itself (max_lr=%s): change it with --set schedule=... instead."
              .formatted(recipe.schedule().name(), fixed));
    }
  }
}
