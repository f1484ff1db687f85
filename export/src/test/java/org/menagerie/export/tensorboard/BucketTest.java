package org.menagerie.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketTest {

  /** As {@code numpy.histogram(values, bins=30)} counts, which puts the largest into the last. */
  @Test
  void countsAsNumPyDoes() {
    List<Bucket> buckets =
        Bucket.of(new float[] {-1.5f, -0.25f, 0, 0, 0.125f, 0.5f, 0.75f, 1, 1.4375f, 1.5f});

    assertThat(buckets.stream().map(bucket -> (int) bucket.count()))
        .containsExactly(
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0,
            2);
    assertThat(buckets.get(1).left()).isEqualTo(-1.4, within(1e-12));
    assertThat(buckets.get(1).right()).isEqualTo(-1.3, within(1e-12));
    assertThat(buckets.get(29).right()).isEqualTo(1.5);
  }

  @Test
  void isASingleOneWhereAllAreTheSame() {
    assertThat(Bucket.of(new float[] {2, 2, 2})).containsExactly(new Bucket(1.5, 2.5, 3));
  }
}
