package org.menagerie.reports.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
  @Test
  void areSharesOfTheConfusion() {
    assertThat(ClassScores.of(new int[][] {{5, 1, 0}, {2, 7, 0}, {3, 0, 0}}))
        .containsExactly(
            new ClassScores(6, 5.0 / 10, 5.0 / 6, 10.0 / 16),
            new ClassScores(9, 7.0 / 8, 7.0 / 9, 14.0 / 17),
            new ClassScores(3, 0, 0, 0));
  }

  @Test
  void areNoneOfAClassThatDoesNotOccur() {
    List<ClassScores> scores = ClassScores.of(new int[][] {{5, 0}, {0, 0}});

    assertThat(scores.get(0)).isEqualTo(new ClassScores(5, 1, 1, 1));
    assertThat(scores.get(1)).isEqualTo(new ClassScores(0, Double.NaN, Double.NaN, Double.NaN));
  }
}
