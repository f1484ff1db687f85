package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Inverted dropout ({@code torch.nn.Dropout}, {@code Dropout2d}, timm's {@code DropPath}): in
 * training each unit is zeroed with probability {@code rate} and the others are divided by {@code 1
 * - rate}; in evaluation nothing happens.
 *
 * @param rate probability of zeroing, in [0, 1)
 * @param unit what is zeroed at once
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al.: Dropout
 *     (2014)</a>
 * @see <a href="https://arxiv.org/abs/1603.09382">Huang et al.: Deep Networks with Stochastic Depth
 *     (2016)</a>
 */
public record Dropout(double rate, Unit unit) implements BuiltInLayer {

  public Dropout {
    requireNonNull(unit, "unit is null");
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must be in [0, 1): " + rate);
    }
  }

  /** Dropout of single values. */
  public Dropout(double rate) {
    this(rate, Unit.VALUE);
  }

  /** What is kept or zeroed as one. */
  public enum Unit {
    /** A value. */
    VALUE("Dropout"),
    /** A channel of an image. */
    CHANNEL("Dropout2d"),
    /** An image: at the end of a residual's branch, the image skips that branch. */
    IMAGE("DropPath");

    private final String title;

    Unit(String title) {
      this.title = title;
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (unit == Unit.CHANNEL) {
      Window.requireMap(input);
    }
    return input;
  }

  @Override
  public String describe() {
    return unit.title + " " + rate;
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.dropout(this);
  }
}
