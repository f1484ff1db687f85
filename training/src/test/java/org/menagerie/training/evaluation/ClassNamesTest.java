package org.menagerie.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;

class ClassNamesTest {
  private static Dataset dataset(String... names) {
    ImageSet images = new ImageSet(Shape.image(1, 1, 1), new byte[2], new byte[] {0, 1});
    return Dataset.builder("pets", 2, images, images).classNames(List.of(names)).build();
  }

  @Test
  void areTheSame() {
    assertThat(ClassNames.requireSame(List.of("cat", "dog"), dataset("cat", "dog"))).isEmpty();
    assertThat(ClassNames.requireSame(List.of("0", "1"), dataset())).isEmpty();
  }

  @Test
  void areRefusedInAnotherOrder() {
    assertThatThrownBy(() -> ClassNames.requireSame(List.of("cat", "dog"), dataset("dog", "cat")))
        .hasMessage(
            "The classes of the data set pets are not the network's, or in another order: what is \"dog\" there is \"cat\" for the network.");
    assertThatThrownBy(() -> ClassNames.requireSame(List.of("cat", "dog"), dataset("cat", "eel")))
        .hasMessageEndingWith("what is \"eel\" there is \"dog\" for the network.");
  }

  @Test
  void areMatchedByTheirLabelsWhereEitherHasNone() {
    assertThat(ClassNames.requireSame(List.of("cat", "dog"), dataset()))
        .contains(
            "Classes are matched by their labels, since those of the data have no names: what is \"cat\" for the network is \"0\" in the data.");
    assertThat(ClassNames.requireSame(List.of("0", "1"), dataset("cat", "dog")))
        .contains(
            "Classes are matched by their labels, since those of the network have no names: what is \"0\" for the network is \"cat\" in the data.");
  }
}
