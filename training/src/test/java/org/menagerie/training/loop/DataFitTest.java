package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

class DataFitTest {
  private static final ImageFormat SMALL = new ImageFormat(Shape.image(1, 4, 4), 3);

  /** A model of a network for each size of images. */
  private record Model(Function<Shape, Network> networks) implements NamedModel {
    @Override
    public Network network() {
      return networks.apply(Shape.image(1, 28, 28));
    }

    @Override
    public Network network(Shape images, int classes) {
      return networks.apply(images);
    }
  }

  private static Network of(Shape images) {
    return Network.of(images, Layers.flatten(), Layers.linear(3));
  }

  @Test
  void givesTheNetworkForTheImages() {
    assertThat(DataFit.network(new Model(DataFitTest::of), "small", SMALL).input())
        .isEqualTo(Shape.image(1, 4, 4));
  }

  @Test
  void refusesANetworkForOtherImages() {
    Model fixed = new Model(images -> of(Shape.image(1, 28, 28)));

    assertThatThrownBy(() -> DataFit.network(fixed, "small", SMALL))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_ARGUMENT)
        .hasMessage(
            "zoo/model takes images [1, 28, 28] and gives [3], but the data set small has %s."
                .formatted(SMALL));
  }

  @Test
  void saysWhyThereIsNoNetworkForTheImages() {
    Model large = new Model(images -> Network.of(images, Layers.conv2d(2, 5), Layers.flatten()));

    assertThatThrownBy(() -> DataFit.network(large, "small", SMALL))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_ARGUMENT)
        .hasMessageStartingWith("zoo/model has no network for the data set small, " + SMALL + ": ");
  }

  /** Other failures are the model's own. */
  @Test
  void passesOtherFailuresOn() {
    MenagerieException own = new MenagerieException(ErrorCode.PLUGIN_BROKEN, "It is broken.");
    Model broken =
        new Model(
            images -> {
              throw own;
            });

    assertThatThrownBy(() -> DataFit.network(broken, "small", SMALL)).isSameAs(own);
  }
}
