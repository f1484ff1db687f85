package org.menagerie.training.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.recipe.WeightAverageFactory;

/** {@code AveragedTrainingTest} has what they do to a training. */
class WeightAveragesTest {
  @Test
  void describeThemselves() {
    assertThat(ServiceLoader.load(WeightAverageFactory.class))
        .extracting(WeightAverageFactory::name)
        .containsExactlyInAnyOrder("ema", "swa");
    assertThat(ServiceLoader.load(WeightAverageFactory.class))
        .extracting(WeightAverageFactory::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }
}
