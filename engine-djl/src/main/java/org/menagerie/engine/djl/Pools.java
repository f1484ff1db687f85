package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.function.BiFunction;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Size;

/** Poolings as DJL computes them. */
final class Pools {
  private static final Shape NONE = Shapes.of(Padding.NONE.first());

  private Pools() {}

  /**
   * @param output its size, since MXNet counts a window that starts after the map, which PyTorch
   *     does not
   */
  static Operation max(MaxPool layer, Size output) {
    Shape kernel = Shapes.of(layer.kernel());
    Shape stride = Shapes.of(layer.stride());
    Shape padding = Shapes.of(layer.padding().first());
    return (input, pass) ->
        cropped(Pool.maxPool2d(input, kernel, stride, padding, layer.ceil()), output);
  }

  /**
   * @param output as for {@link #max}
   */
  static Operation avg(AvgPool layer, Size output) {
    Shape kernel = Shapes.of(layer.kernel());
    Shape stride = Shapes.of(layer.stride());
    Shape padding = Shapes.of(layer.padding().first());
    Operation counted =
        (input, pass) ->
            cropped(Pool.avgPool2d(input, kernel, stride, padding, layer.ceil(), true), output);
    if (layer.countIncludePad()) {
      return counted;
    }
    // DJL counts the border on PyTorch whatever it is told, so its share is divided away.
    return (input, pass) -> {
      Shape map = new Shape(1, 1, input.getShape().get(2), input.getShape().get(3));
      NDArray share = counted.apply(input.getManager().ones(map), pass);
      return counted.apply(input, pass).div(share);
    };
  }

  private static NDArray cropped(NDArray map, Size size) {
    return map.getShape().get(2) == size.height() && map.getShape().get(3) == size.width()
        ? map
        : map.get(":, :, :" + size.height() + ", :" + size.width());
  }

  static Operation adaptive(AdaptivePool layer) {
    boolean max = layer.kind() == AdaptivePool.Kind.MAX;
    if (layer.isGlobal()) {
      return (input, pass) ->
          (max ? Pool.globalMaxPool2d(input) : Pool.globalAvgPool2d(input))
              .reshape(input.getShape().get(0), input.getShape().get(1), 1, 1);
    }
    BiFunction<NDArray, Shape, NDArray> pool =
        max
            ? (part, all) -> Pool.maxPool2d(part, all, all, NONE, false)
            : (part, all) -> Pool.avgPool2d(part, all, all, NONE, false, true);
    return (input, pass) -> parts(input, layer.size(), pool);
  }

  /** Each part separately, since they may differ in size. */
  private static NDArray parts(NDArray input, Size size, BiFunction<NDArray, Shape, NDArray> pool) {
    int height = Math.toIntExact(input.getShape().get(2));
    int width = Math.toIntExact(input.getShape().get(3));
    NDList rows = new NDList();
    for (int i = 0; i < size.height(); i++) {
      NDList columns = new NDList();
      int top = AdaptivePool.begin(i, height, size.height());
      int bottom = AdaptivePool.end(i, height, size.height());
      for (int j = 0; j < size.width(); j++) {
        int left = AdaptivePool.begin(j, width, size.width());
        int right = AdaptivePool.end(j, width, size.width());
        NDArray part = input.get(":, :, %d:%d, %d:%d".formatted(top, bottom, left, right));
        columns.add(pool.apply(part, new Shape(bottom - top, right - left)));
      }
      rows.add(joined(columns, 3));
    }
    return joined(rows, 2);
  }

  /** DJL makes a copy of a single part, through which no gradient goes back. */
  private static NDArray joined(NDList parts, int axis) {
    return parts.size() == 1 ? parts.singletonOrThrow() : NDArrays.concat(parts, axis);
  }
}
