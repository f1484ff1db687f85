package org.menagerie.training.crash;

import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** Pictures for the {@link LinearEngine}, of which some are hard: the accuracy goes up and down. */
public final class SmallImages {
  public static final int CLASSES = 3;
  private static final Shape SHAPE = Shape.image(1, 3, 3);

  /** The network that is trained on them. */
  public static final Network NETWORK = Network.of(SHAPE, Layers.flatten(), Layers.linear(CLASSES));

  private SmallImages() {}

  public static ImageSet of(int count, int seed) {
    byte[] levels = new byte[count * (int) SHAPE.elements()];
    byte[] labels = new byte[count];
    long state = seed;
    for (int i = 0; i < levels.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int image = i / (int) SHAPE.elements();
      labels[image] = (byte) (image % CLASSES);
      levels[i] = (byte) (((state >>> 40) & 127) + (i % CLASSES == labels[image] ? 20 : 0));
    }
    return new ImageSet(SHAPE, levels, labels);
  }
}
