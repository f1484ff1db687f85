package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.menagerie.api.random.RandomStream;

/** Rectangles at the bounds of what may be drawn; {@link DrawsTest} has those within. */
class RectangleTest {
  private static final Range WHOLE = new Range(1, 1);

  private final RandomStream random = RandomStream.ofSeed(5);

  /** The fallback would lie in the middle always. */
  @Test
  void oneToEnlargeMayReachFromEdgeToEdge() {
    Range half = new Range(0.5, 0.5);
    TreeSet<Integer> tops = new TreeSet<>();
    TreeSet<Integer> lefts = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      Rectangle wide = Rectangle.within(random, half, new Range(2, 2), 28, 28);
      assertThat(wide.width()).isEqualTo(28);
      assertThat(wide.height()).isEqualTo(14);
      tops.add(wide.top());
      Rectangle high = Rectangle.within(random, half, new Range(0.5, 0.5), 28, 28);
      assertThat(high.width()).isEqualTo(14);
      assertThat(high.height()).isEqualTo(28);
      lefts.add(high.left());
    }
    assertThat(tops).hasSize(15).contains(0, 14);
    assertThat(lefts).hasSize(15).contains(0, 14);
  }

  /** Less than half a pixel wide or high, torchvision takes the largest of that ratio. */
  @Test
  void oneToEnlargeHasPixels() {
    Range third = new Range(0.3 / 784, 0.3 / 784);
    assertThat(Rectangle.within(random, third, new Range(4, 4), 28, 28))
        .isEqualTo(new Rectangle(10, 0, 7, 28));
    assertThat(Rectangle.within(random, third, new Range(0.25, 0.25), 28, 28))
        .isEqualTo(new Rectangle(0, 10, 28, 7));
  }

  @Test
  void theLargestInTheMiddleHasTheNearestRatio() {
    assertThat(Rectangle.within(random, WHOLE, new Range(2, 2.5), 30, 20))
        .isEqualTo(new Rectangle(10, 0, 10, 20));
    assertThat(Rectangle.within(random, WHOLE, new Range(0.4, 0.5), 20, 30))
        .isEqualTo(new Rectangle(0, 10, 20, 10));
  }

  /** Each draws an area and a ratio; later draws of an image depend on how many there were. */
  @Test
  void tenAttemptsAreMade() {
    RandomStream after = RandomStream.ofSeed(5);
    for (int i = 0; i < 20; i++) {
      after.unit();
    }
    long next = after.nextLong();

    RandomStream drawn = RandomStream.ofSeed(5);
    assertThat(Rectangle.draw(drawn, WHOLE, new Range(1, 1), 28, 28)).isEmpty();
    assertThat(drawn.nextLong()).isEqualTo(next);
    RandomStream within = RandomStream.ofSeed(5);
    assertThat(Rectangle.within(within, WHOLE, new Range(3, 3), 28, 28).width()).isEqualTo(28);
    assertThat(within.nextLong()).isEqualTo(next);
  }
}
