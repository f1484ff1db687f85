package org.menagerie.runner.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.runner.predict.Predictions.Likely;
import org.menagerie.runner.predict.Predictions.OfPicture;

class PredictionsTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final float[] LOGITS = {1, 3, 2, 3, -1};

  private static List<String> likeliest(int top) {
    return OfPicture.of("picture.png", false, NAMES, LOGITS, top).classes().stream()
        .map(Likely::name)
        .toList();
  }

  @Test
  void beginWithTheLikeliestAndOfEqualsWithTheFirst() {
    assertThat(likeliest(1)).containsExactly("b");
    assertThat(likeliest(3)).containsExactly("b", "d", "c");
    assertThat(likeliest(9)).containsExactly("b", "d", "c", "a", "e");
  }

  @Test
  void haveProbabilitiesOfAllClasses() {
    double sum = Math.exp(1) + 2 * Math.exp(3) + Math.exp(2) + Math.exp(-1);

    assertThat(OfPicture.of("picture.png", false, NAMES, LOGITS, 1).classes().get(0).probability())
        .isCloseTo(Math.exp(3) / sum, within(1e-15));
  }
}
