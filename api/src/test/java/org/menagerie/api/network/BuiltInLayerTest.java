package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
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
                .filter(
                    method -> !List.of("custom", "composite", "java").contains(method.getName()))
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
    assertThat(residual(conv2d(1, 1), relu()).paths())
        .containsExactly(
            new Path("paths.0.", List.of()), new Path("paths.1.", List.of(conv2d(1, 1), relu())));
    assertThat(conv2d(1, 1).paths()).isEmpty();
  }

  @Test
  void aPluginsCompositeIsWhatItIsMadeOf() {
    Composite block = new Block("Block", List.of(conv2d(2, 3), relu(), conv2d(4, 1)));
    NetworkSummary summary = Network.of(Shape.image(1, 5, 5), relu(), block).summary();

    assertThat(summary.output()).isEqualTo(Shape.image(4, 3, 3));
    assertThat(summary.layers())
        .extracting(LayerSummary::index)
        .containsExactly("0", "1.0", "1.1", "1.2", "1");
    assertThat(block.parameters(Shape.image(1, 5, 5)))
        .extracting(Parameter::name)
        .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(block.multiplyAccumulates(Shape.image(1, 5, 5))).isEqualTo(2 * 9 * 9 + 4 * 9 * 2);
    assertThat(block.smooth()).isFalse();
    assertThat(new Names().visit(block)).isEqualTo("composite");
  }

  private record Block(String describe, List<Layer> layers) implements Composite {}

  @Test
  void aPluginsLayerIsVisitedAsSuch() {
    Layer custom = new Custom();

    assertThat(new Names().visit(custom)).isEqualTo("custom");
    assertThat(new Names().visit(relu())).isEqualTo("activation");
    assertThat(custom.smooth()).isTrue();
    assertThat(custom.paths()).isEmpty();
  }

  private static final class Names implements LayerVisitor<String> {
    @Override
    public String activation(Activation layer) {
      return "activation";
    }

    @Override
    public String adaptivePool(AdaptivePool layer) {
      return "adaptivePool";
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
    public String branches(Branches layer) {
      return "branches";
    }

    @Override
    public String channelShuffle(ChannelShuffle layer) {
      return "channelShuffle";
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
    public String groupNorm(GroupNorm layer) {
      return "groupNorm";
    }

    @Override
    public String layerNorm(LayerNorm layer) {
      return "layerNorm";
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
    public String prelu(PRelu layer) {
      return "prelu";
    }

    @Override
    public String composite(Composite layer) {
      return "composite";
    }

    @Override
    public String java(JavaLayer layer) {
      return "java";
    }

    @Override
    public String custom(Layer layer) {
      return "custom";
    }
  }
}
