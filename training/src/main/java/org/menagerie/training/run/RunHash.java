package org.menagerie.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.menagerie.data.io.Sha256;

/** A short name for what a spec determines. */
final class RunHash {
  private static final int DIGITS = 8;

  private RunHash() {}

  /**
   * The hash of the spec's JSON without the recipe's notes, which are prose, and without the places
   * of its data and of the weights that it starts from or learns from.
   */
  static String of(RunSpec spec) {
    RunSpec hashed =
        spec.toBuilder()
            .recipe(spec.recipe().toBuilder().notes().build())
            .dataset(spec.data().isPresent() ? "" : spec.dataset())
            .data(spec.data().map(DataFiles::anywhere))
            .init(spec.init().map(WeightsFile::anywhere))
            .teacher(spec.teacher().map(Teacher::anywhere))
            .build();
    try {
      return Sha256.of(RunJson.compact().writeValueAsBytes(hashed)).substring(0, DIGITS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec is always written as JSON", e);
    }
  }
}
