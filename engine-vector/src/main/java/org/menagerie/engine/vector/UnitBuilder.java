package org.menagerie.engine.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GlobalAvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.Nonlinearity.Function;
import org.menagerie.engine.vector.kernel.Kernels;

/** Groups the layers of a network into units. */
final class UnitBuilder {
  private static final Set<Class<? extends Layer>> KNOWN =
      Set.of(
          Conv2d.class,
          BatchNorm.class,
          Activation.class,
          Dropout.class,
          MaxPool.class,
          AvgPool.class,
          GlobalAvgPool.class,
          Flatten.class,
          Linear.class,
          Residual.class);

  private final Kernels kernels;
  private final Predicate<Geometry> tiled;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final Map<String, Normalization> normalizations = new LinkedHashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private Optional<Draft> draft = Optional.empty();
  private boolean flat;

  /** A unit whose value by value part may still grow. */
  private record Draft(
      Operation operation,
      List<Unit> sources,
      List<String> layers,
      boolean before,
      Optional<Normalization> normalization,
      boolean after,
      double dropout) {

    boolean takesActivation() {
      return dropout == 0 && !after && (normalization.isPresent() || !before);
    }

    boolean takesNormalization() {
      return dropout == 0 && normalization.isEmpty();
    }

    Draft activated(String layer) {
      return normalization.isPresent()
          ? new Draft(operation, sources, join(layer), before, normalization, true, dropout)
          : new Draft(operation, sources, join(layer), true, normalization, after, dropout);
    }

    Draft normalized(Normalization by, String layer) {
      return new Draft(operation, sources, join(layer), before, Optional.of(by), after, dropout);
    }

    Draft dropped(double rate, String layer) {
      return new Draft(operation, sources, join(layer), before, normalization, after, rate);
    }

    private List<String> join(String layer) {
      return Stream.concat(layers.stream(), Stream.of(layer)).toList();
    }
  }

  /**
   * What a network became.
   *
   * @param units in the order of computation; the first holds the images
   * @param normalizations by the index of their layer
   */
  record Units(List<Unit> units, Map<String, Normalization> normalizations) {}

  private UnitBuilder(
      Kernels kernels, Shape input, ParameterLayout layout, Predicate<Geometry> tiled) {
    this.kernels = kernels;
    this.tiled = tiled;
    for (int i = 0; i < layout.parameters().size(); i++) {
      offsets.put(layout.parameters().get(i).name(), layout.offset(i));
    }
    begin(new Images(input), List.of(), List.of());
    last();
  }

  static boolean knows(Layer layer) {
    return KNOWN.contains(layer.getClass());
  }

  /**
   * The units of a network.
   *
   * @param tiled which convolutions work in tiles
   * @throws MenagerieException if a layer is none that the framework knows
   */
  static Units build(
      Kernels kernels, Network network, ParameterLayout layout, Predicate<Geometry> tiled) {
    UnitBuilder builder = new UnitBuilder(kernels, network.input(), layout, tiled);
    builder.addAll("", network.layers());
    builder.last();
    return new Units(List.copyOf(builder.units), Map.copyOf(builder.normalizations));
  }

  private void addAll(String prefix, List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      add(prefix + i, layers.get(i));
    }
  }

  private void add(String index, Layer layer) {
    if (layer instanceof Conv2d conv) {
      Geometry geometry = Geometry.of(conv, shape());
      begin(convolution(index, geometry, conv.bias()), index);
    } else if (layer instanceof Linear linear) {
      Geometry geometry = Geometry.ofLinear(shape(), linear.units());
      begin(convolution(index, geometry, linear.bias()), index);
    } else if (layer instanceof BatchNorm norm) {
      normalize(index, norm);
    } else if (layer instanceof Activation activation) {
      activate(index, activation.function());
    } else if (layer instanceof Dropout dropout) {
      drop(index, dropout.rate());
    } else if (layer instanceof MaxPool pool) {
      pool(
          index,
          Pooling.Kind.MAX,
          pool,
          pool.kernel(),
          pool.kernel(),
          pool.stride(),
          pool.padding());
    } else if (layer instanceof AvgPool pool) {
      pool(
          index,
          Pooling.Kind.MEAN,
          pool,
          pool.kernel(),
          pool.kernel(),
          pool.stride(),
          pool.padding());
    } else if (layer instanceof GlobalAvgPool) {
      pool(index, Pooling.Kind.MEAN, layer, shape().height(), shape().width(), 1, 0);
    } else if (layer instanceof Flatten) {
      flat = true;
    } else if (layer instanceof Residual residual) {
      add(index, residual);
    } else {
      throw new MenagerieException(
          ErrorCode.INVALID_NETWORK,
          "The engine vector does not know layer %s (%s); choose another engine."
              .formatted(index, layer.describe()));
    }
  }

  private Operation convolution(String index, Geometry geometry, boolean bias) {
    int weightAt = offsets.get(index + ".weight");
    int biasAt = bias ? offsets.get(index + ".bias") : -1;
    return last().trained() && tiled.test(geometry)
        ? new WinogradConvolution(kernels, geometry, weightAt, biasAt)
        : new Convolution(kernels, geometry, weightAt, biasAt, last().trained());
  }

  private void pool(
      String index,
      Pooling.Kind kind,
      Layer layer,
      int height,
      int width,
      int stride,
      int padding) {
    Shape input = shape();
    Shape output = layer.outputShape(input);
    begin(new Pooling(kernels, kind, input, output, height, width, stride, padding), index);
  }

  private void normalize(String index, BatchNorm norm) {
    reshapeIfFlat(index);
    if (draft.isEmpty() || !draft.get().takesNormalization()) {
      copy(index);
    }
    Draft open = draft.orElseThrow();
    Layout layout = open.operation.output();
    Normalization normalization =
        new Normalization(
            norm,
            layout.channels(),
            layout.height() * layout.width(),
            offsets.get(index + ".weight"),
            offsets.get(index + ".bias"));
    normalizations.put(index, normalization);
    draft = Optional.of(open.normalized(normalization, index));
  }

  private void activate(String index, Activation.Function function) {
    if (function != Activation.Function.RELU) {
      begin(new Nonlinearity(Function.of(function), last().layout()), index);
      return;
    }
    if (draft.isEmpty() || !draft.get().takesActivation()) {
      copy(index);
    }
    draft = draft.map(open -> open.activated(index));
  }

  private void drop(String index, double rate) {
    if (rate == 0) {
      return;
    }
    if (draft.isEmpty() || draft.get().dropout > 0) {
      copy(index);
    }
    draft = draft.map(open -> open.dropped(rate, index));
  }

  private void add(String index, Residual residual) {
    reshapeIfFlat(index);
    Unit past = last();
    addAll(index + ".", residual.layers());
    if (last() == past) {
      copy(index);
    }
    past.expectSkipped();
    begin(new Sum(kernels, past.layout()), List.of(last(), past), List.of(index));
  }

  /** Most layers do not care, since a flattened map's values lie in the same order. */
  private void reshapeIfFlat(String index) {
    if (flat && shape().height() * shape().width() > 1) {
      begin(new Reshape(last().layout()), index);
    }
  }

  /** Begins a unit that gives what the last one does. */
  private void copy(String index) {
    begin(new Nonlinearity(Function.IDENTITY, last().layout()), index);
  }

  private void begin(Operation operation, String layer) {
    begin(operation, List.of(last()), List.of(layer));
  }

  private void begin(Operation operation, List<Unit> sources, List<String> layers) {
    draft = Optional.of(new Draft(operation, sources, layers, false, Optional.empty(), false, 0));
  }

  /** The last unit; from here on it does not grow. */
  private Unit last() {
    if (draft.isPresent()) {
      Draft open = draft.get();
      draft = Optional.empty();
      units.add(
          new Unit(
              units.size(),
              open.layers,
              kernels,
              open.operation,
              new Pointwise(open.before, open.normalization, open.after, open.dropout),
              open.sources));
    }
    return units.get(units.size() - 1);
  }

  private Shape shape() {
    Layout layout = draft.map(open -> open.operation.output()).orElseGet(() -> last().layout());
    return Shape.image(layout.channels(), layout.height(), layout.width());
  }
}
