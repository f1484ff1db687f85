package org.menagerie.api.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void labelsAnImageOfSeveralClassesWithTheLikeliestTheFirstOfEquals() {
    double[] soft = {0.25, 0.5, 0.25, 0.5, 0, 0.5, 0, 0, 1};

    Batch batch = Batch.soft(new float[3], soft, 3, 2);

    assertThat(batch.labels()).containsExactly(1, 0);
    assertThat(batch.softLabels()).containsSame(soft);
  }

  @Test
  void hasNoSoftLabelsUnlessTheyAreGiven() {
    assertThat(Batch.of(new float[2], new int[] {4, 2}, 2).softLabels()).isEmpty();
  }

  @Test
  void keepsAllElseBesideATeacher() {
    double[] soft = {0.25, 0.75};
    float[] images = {1};
    float[] logits = {2, 3};
    Batch batch = Batch.soft(images, soft, 2, 1);

    Batch taught = batch.withTeacher(logits);

    assertThat(batch.teacher()).isEmpty();
    assertThat(taught.teacher()).containsSame(logits);
    assertThat(taught.images()).isSameAs(images);
    assertThat(taught.labels()).containsExactly(1);
    assertThat(taught.softLabels()).containsSame(soft);
    assertThat(taught.size()).isEqualTo(1);
    assertThatThrownBy(() -> batch.withTeacher(new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("too few logits for a batch of 1");
  }

  @Test
  void refusesWhatIsTooShort() {
    assertThatThrownBy(() -> Batch.soft(new float[2], new double[5], 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("arrays too short for a batch of 2");
    assertThatThrownBy(() -> Batch.of(new float[2], new int[1], 2))
        .hasMessage("arrays too short for a batch of 2");
    assertThatThrownBy(() -> Batch.soft(new float[2], new double[6], 0, 2))
        .hasMessage("soft labels need at least one class: 0");
    assertThatThrownBy(() -> Batch.soft(new float[2], new double[6], 3, 0))
        .hasMessage("a batch needs at least one image: 0");
  }
}
