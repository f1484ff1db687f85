package org.menagerie.training.evaluation;

import java.util.List;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.plan.TrainingImages;

/** The part of a data set that a network is shown. */
public enum Part {
  TRAIN,
  VALIDATION,
  TEST,
  ALL;

  /**
   * The images.
   *
   * @param recipe holds out those for validation
   */
  List<ImageSet> of(Dataset dataset, Recipe recipe) {
    return switch (this) {
      case TRAIN -> List.of(dataset.train());
      case VALIDATION ->
          List.of(
              TrainingImages.of(dataset, recipe)
                  .validation()
                  .orElseThrow(() -> new IllegalArgumentException("no images are held out")));
      case TEST -> List.of(dataset.test());
      case ALL -> List.of(dataset.train(), dataset.test());
    };
  }
}
