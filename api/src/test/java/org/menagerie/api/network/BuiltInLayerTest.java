package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Activation.Function;

class BuiltInLayerTest {
  /** A layer that only a plug-in knows, which leaves all to the defaults. */
  private record Custom() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public String describe() {
      return "Custom";
    }
  }

  @Test
  void visitorsAreAskedForEveryMember() {
    assertThat(
            Arrays.stream(LayerVisitor.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !method.getName().equals("custom"))
                .map(BuiltInLayerTest::visited))
        .containsExactlyInAnyOrder(BuiltInLayer.class.getPermittedSubclasses());
  }

  private static Class<?> visited(Method method) {
    return method.getParameterTypes()[0];
  }

  @Test
  void knowsWhetherItIsSmooth() {
    assertThat(relu().smooth()).isFalse();
    assertThat(new Activation(Function.LEAKY_RELU).smooth()).isFalse();
    assertThat(new Activation(Function.SILU).smooth()).isTrue();
    assertThat(maxPool(2).smooth()).isFalse();
    assertThat(conv2d(1, 3).smooth()).isTrue();
    assertThat(residual(conv2d(1, 1), relu()).smooth()).isFalse();
    assertThat(residual(conv2d(1, 1)).smooth()).isTrue();
  }

  @Test
  void containsWhatItIsMadeOf() {
    assertThat(residual(conv2d(1, 1), relu()).children()).containsExactly(conv2d(1, 1), relu());
    assertThat(conv2d(1, 1).children()).isEmpty();
  }

  @Test
  void aPluginsLayerIsVisitedAsSuch() {
    Layer custom = new Custom();

    assertThat(new Names().visit(custom)).isEqualTo("custom");
    assertThat(new Names().visit(relu())).isEqualTo("activation");
    assertThat(custom.smooth()).isTrue();
    assertThat(custom.children()).isEmpty();
  }

  private static final class Names implements LayerVisitor<String> {
    @Override
    public String activation(Activation layer) {
      return "activation";
    }

    @Override
    public String avgPool(AvgPool layer) {
      return "avgPool";
    }

    @Override
    public String batchNorm(BatchNorm layer) {
      return "batchNorm";
    }

    @Override
    public String conv2d(Conv2d layer) {
      return "conv2d";
    }

    @Override
    public String dropout(Dropout layer) {
      return "dropout";
    }

    @Override
    public String flatten(Flatten layer) {
      return "flatten";
    }

    @Override
    public String globalAvgPool(GlobalAvgPool layer) {
      return "globalAvgPool";
    }

    @Override
    public String linear(Linear layer) {
      return "linear";
    }

    @Override
    public String maxPool(MaxPool layer) {
      return "maxPool";
    }

    @Override
    public String residual(Residual layer) {
      return "residual";
    }

    @Override
    public String custom(Layer layer) {
      return "custom";
    }
  }
}
