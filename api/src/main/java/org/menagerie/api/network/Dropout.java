package org.menagerie.api.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inverted dropout ({@code torch.nn.Dropout}): in training each value is zeroed with probability
 * {@code rate} and the others are divided by {@code 1 - rate}; in evaluation nothing happens.
 *
 * @param rate probability of zeroing, in [0, 1)
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al.: Dropout
 *     (2014)</a>
 */
public record Dropout(double rate) implements BuiltInLayer {

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must be in [0, 1): " + rate);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public String describe() {
    return "Dropout " + rate;
  }

  @Override
  public List<Layer> children() {
    return List.of();
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
