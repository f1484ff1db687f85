package org.menagerie.api.network;

import org.jspecify.annotations.Nullable;

/**
 * Channels in another order, so that groups of convolutions see each other ({@code
 * torch.nn.ChannelShuffle}): as a table of {@code groups} rows, read column by column. Channel
 * {@code g * (c / groups) + i} becomes channel {@code i * groups + g}.
 *
 * @param groups divides the number of channels
 * @see <a href="https://arxiv.org/abs/1707.01083">Zhang et al.: ShuffleNet (2017)</a>
 */
public record ChannelShuffle(int groups) implements BuiltInLayer {

  public ChannelShuffle {
    Checks.positive(groups, "groups");
  }

  @Override
  public Shape outputShape(Shape input) {
    Window.requireMap(input);
    Checks.divides(groups, input);
    return input;
  }

  @Override
  public String describe() {
    return "ChannelShuffle " + groups;
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.channelShuffle(this);
  }
}
