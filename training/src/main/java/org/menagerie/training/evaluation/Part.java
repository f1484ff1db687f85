package org.menagerie.training.evaluation;

import java.util.List;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;

/** The part of a data set that a network is shown. */
public enum Part {
  TRAIN,
  TEST,
  ALL;

  List<ImageSet> of(Dataset dataset) {
    return switch (this) {
      case TRAIN -> List.of(dataset.train());
      case TEST -> List.of(dataset.test());
      case ALL -> List.of(dataset.train(), dataset.test());
    };
  }
}
