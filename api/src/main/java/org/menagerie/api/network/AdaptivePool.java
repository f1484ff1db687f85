package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value for each part of a map that is cut into a given number of rows and columns ({@code
 * torch.nn.AdaptiveAvgPool2d}, {@code AdaptiveMaxPool2d}): {@code [c, h, w]} to {@code [c, height,
 * width]}. Part {@code i} of {@code n} begins at {@code floor(i * h / n)} and ends before {@code
 * ceil((i + 1) * h / n)}, so that neighbours may overlap.
 *
 * @param kind which value
 * @param size rows and columns of the output
 * @see <a href="https://arxiv.org/abs/1312.4400">Lin, Chen, Yan: Network In Network (2013)</a>
 */
public record AdaptivePool(Kind kind, Size size) implements BuiltInLayer {

  public AdaptivePool {
    requireNonNull(kind, "kind is null");
    Checks.positive(size.height(), "size");
    Checks.positive(size.width(), "size");
  }

  /** The value that stands for a part. */
  public enum Kind {
    AVG("Avg", true),
    MAX("Max", false);

    private final String title;
    private final boolean smooth;

    Kind(String title, boolean smooth) {
      this.title = title;
      this.smooth = smooth;
    }
  }

  /** Whether it leaves one value of each channel. */
  public boolean isGlobal() {
    return size.area() == 1;
  }

  @Override
  public Shape outputShape(Shape input) {
    Window.requireMap(input);
    return Shape.image(input.channels(), size.height(), size.width());
  }

  /** The largest part, at the mean distance of two. */
  @Override
  public Optional<Window> window(Shape input) {
    Size kernel =
        new Size(largest(input.height(), size.height()), largest(input.width(), size.width()));
    Size stride =
        new Size(
            Math.max(1, input.height() / size.height()), Math.max(1, input.width() / size.width()));
    return Optional.of(new Window(kernel, stride, Padding.NONE, Size.square(1)));
  }

  private static int largest(int from, int parts) {
    int largest = 0;
    for (int i = 0; i < parts; i++) {
      largest = Math.max(largest, end(i, from, parts) - begin(i, from, parts));
    }
    return largest;
  }

  /** Where part {@code i} of {@code parts} begins along an edge of {@code size} values. */
  public static int begin(int i, int size, int parts) {
    return (int) ((long) i * size / parts);
  }

  /** Where part {@code i} of {@code parts} ends, likewise; that place is not part of it. */
  public static int end(int i, int size, int parts) {
    return (int) (((i + 1L) * size + parts - 1) / parts);
  }

  @Override
  public String describe() {
    return isGlobal() ? "Global" + kind.title + "Pool" : "Adaptive" + kind.title + "Pool " + size;
  }

  @Override
  public boolean smooth() {
    return kind.smooth;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.adaptivePool(this);
  }
}
