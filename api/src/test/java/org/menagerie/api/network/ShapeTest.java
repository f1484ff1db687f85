package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void knowsThePartsOfAnImage() {
    Shape image = Shape.image(3, 28, 20);

    assertThat(image.isImage()).isTrue();
    assertThat(image.isFlat()).isFalse();
    assertThat(image.channels()).isEqualTo(3);
    assertThat(image.height()).isEqualTo(28);
    assertThat(image.width()).isEqualTo(20);
    assertThat(image.elements()).isEqualTo(1680);
  }

  @Test
  void isAPointHighAndWideOnceFlat() {
    Shape vector = Shape.flat(90);

    assertThat(vector.isFlat()).isTrue();
    assertThat(vector.isImage()).isFalse();
    assertThat(vector.channels()).isEqualTo(90);
    assertThat(vector.height()).isEqualTo(1);
    assertThat(vector.width()).isEqualTo(1);
    assertThat(vector.elements()).isEqualTo(90);
  }

  @Test
  void printsAsPyTorchDoes() {
    assertThat(Shape.image(16, 26, 26)).hasToString("[16, 26, 26]");
    assertThat(Shape.flat(10)).hasToString("[10]");
  }

  @Test
  void countsBeyondTheRangeOfAnInt() {
    assertThat(Shape.image(1_000, 10_000, 10_000).elements()).isEqualTo(100_000_000_000L);
  }

  @Test
  void failsRatherThanCountWrongly() {
    Shape huge = Shape.image(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThatThrownBy(huge::elements).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesWhatIsNoShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.image(1, 0, 28))
        .withMessage("dimensions must be positive: [1, 0, 28]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape(List.of()))
        .withMessage("dimensions must be positive: []");
  }

  @Test
  void doesNotFollowTheListItWasMadeOf() {
    List<Integer> dimensions = new ArrayList<>(List.of(1, 2, 3));
    Shape shape = new Shape(dimensions);

    dimensions.set(0, 9);

    assertThat(shape).isEqualTo(Shape.image(1, 2, 3));
  }
}
