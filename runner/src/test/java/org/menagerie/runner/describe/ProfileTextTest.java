package org.menagerie.runner.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.training.profile.StepProfile;

class ProfileTextTest {

  @Test
  void fitsTheTerminal() {
    assertThat(ProfileText.of(view(), 72).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
  }

  /**
   * Layer 0 has 26 * 26 * 4 * 9 = 24,336 multiply-accumulates, of which 4 operations each in 2 ms,
   * 100 images: 4.9 GFLOP/s. Layers 4 and 5 have 4 * 4 * 26 * 26 = 10,816 in 1 ms: 6.5.
   */
  @Test
  void namesLayersAndWhatTheyTake() {
    assertThat(ProfileText.of(view(), Integer.MAX_VALUE).lines())
        .containsExactly(
            "Training steps of toys/toy on vector, 2 threads, batches of 100: 4.000 ms each (mean"
                + " of 1,234)",
            "",
            "#       layers                          forward, ms  backward, ms  share, %  GFLOP/s",
            "────────────────────────────────────────────────────────────────────────────────────",
            "0 to 2  Conv2d 4, 3x3; BatchNorm; ReLU        0.500         1.500      50.0      4.9",
            "3 to 4  Conv2d 4, 1x1; Dropout 0.1            0.250         0.750      25.0      6.5",
            "5       GlobalAvgPool                         0.100         0.100       5.0",
            "        all else                                                       20.0",
            "        total                                 0.850         2.350     100.0      4.1");
  }

  @Test
  void givesProgramsMore() {
    ProfileView view = view();

    assertThat(view.otherMillis()).isEqualTo(0.8, within(1e-12));
    assertThat(view.layers().get(1).indices()).containsExactly("3", "4");
    assertThat(view.layers().get(1).share()).isEqualTo(0.25);
    assertThat(view.layers().get(2).gigaflops()).isEmpty();
    assertThat(view.layers().get(0).parts()).containsEntry("weights", 0.7);
  }

  private static ProfileView view() {
    TreeMap<String, Double> parts = new TreeMap<>();
    parts.put("weights", 0.7);
    List<LayerTime> layers =
        List.of(
            new LayerTime(List.of("0", "1", "2"), 0.5, 1.5, parts),
            new LayerTime(List.of("3", "4"), 0.25, 0.75, new TreeMap<>()),
            new LayerTime(List.of("5"), 0.1, 0.1, new TreeMap<>()));
    return ProfileView.of(new Toy(), "vector", new StepProfile(100, 2, 1_234, 4, layers));
  }

  private static final class Toy implements ModelDefinition {
    @Override
    public String zoo() {
      return "toys";
    }

    @Override
    public String name() {
      return "toy";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Network network() {
      return Network.of(
          Shape.image(1, 28, 28),
          Layers.conv2d(4, 3),
          Layers.batchNorm(),
          Layers.relu(),
          Layers.conv2d(4, 1),
          Layers.dropout(0.1),
          Layers.globalAvgPool(),
          Layers.flatten());
    }
  }
}
