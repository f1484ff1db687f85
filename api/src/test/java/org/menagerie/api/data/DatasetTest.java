package org.menagerie.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

final class DatasetTest {
  private static final ImageSet THREE_CLASSES = images(2, 0, 1, 2, 2);

  @Test
  void takesEveryLabelBelowTheNumberOfClasses() {
    Dataset dataset = dataset(3, THREE_CLASSES, images(2, 2));

    assertThat(dataset.train().label(2)).isEqualTo(2);
    assertThat(dataset(256, images(1, 255), images(1, 0)).classes()).isEqualTo(256);
  }

  @Test
  void refusesALabelOutsideTheClassesByItsImage() {
    assertThatThrownBy(() -> dataset(2, THREE_CLASSES, images(2, 0)))
        .isInstanceOfSatisfying(
            MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
        .hasMessage(
            "The data set tiny gives training image 2 the label 2; with 2 classes, labels are 0 to"
                + " 1.");
    assertThatThrownBy(() -> dataset(3, THREE_CLASSES, images(2, 0, 255)))
        .hasMessage(
            "The data set tiny gives test image 1 the label 255; with 3 classes, labels are 0 to"
                + " 2.");
  }

  @Test
  void refusesImagesForValidationThatAreOfOtherClassesOrShapes() {
    Dataset fitting = validated(images(2, 1)).named("other");
    assertThat(fitting.validation().orElseThrow().label(0)).isEqualTo(1);
    assertThat(fitting.name()).isEqualTo("other");
    assertThatThrownBy(() -> validated(images(2, 0, 3)))
        .hasMessage(
            "The data set tiny gives validation image 1 the label 3; with 3 classes, labels are 0"
                + " to 2.");
    assertThatThrownBy(() -> validated(images(3, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training images are [1, 2, 2] and validation images [1, 3, 3]");
  }

  private static Dataset validated(ImageSet validation) {
    return Dataset.builder("tiny", 3, THREE_CLASSES, images(2, 0))
        .validation(Optional.of(validation))
        .build();
  }

  private static Dataset dataset(int classes, ImageSet train, ImageSet test) {
    return Dataset.builder("tiny", classes, train, test).build();
  }

  private static ImageSet images(int edge, int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new ImageSet(Shape.image(1, edge, edge), new byte[labels.length * edge * edge], bytes);
  }
}
