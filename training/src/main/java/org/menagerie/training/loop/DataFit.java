package org.menagerie.training.loop;

import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** Whether a network and a data set belong together. */
public final class DataFit {
  private DataFit() {}

  /**
   * A model's network for a data set.
   *
   * @param dataset its name, for messages
   * @throws MenagerieException if the model has none for such images
   */
  public static Network network(ModelDefinition model, String dataset, ImageFormat format) {
    ModelId id = ModelId.of(model);
    Network network;
    try {
      network = model.network(format.shape(), format.classes());
    } catch (MenagerieException e) {
      if (e.code() != ErrorCode.INVALID_NETWORK) {
        throw e;
      }
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s has no network for the data set %s, %s: %s"
              .formatted(id, dataset, format, e.getMessage()),
          e);
    }
    require(id.toString(), network, dataset, format);
    return network;
  }

  /**
   * Refuses images that are not those of a network.
   *
   * @param model the network's, for messages
   * @param dataset the images', for messages
   * @throws MenagerieException if shape or classes are others
   */
  public static void require(String model, Network network, String dataset, ImageFormat format) {
    if (!network.input().equals(format.shape())
        || !network.output().equals(Shape.flat(format.classes()))) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s takes images %s and gives %s, but the data set %s has %s."
              .formatted(model, network.input(), network.output(), dataset, format));
    }
  }
}
