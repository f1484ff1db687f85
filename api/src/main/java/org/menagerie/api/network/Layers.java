package org.menagerie.api.network;

/** Short names for a network's definition, to be imported statically. Defaults are PyTorch's. */
public final class Layers {
  private Layers() {}

  /** A convolution with bias, stride 1 and no padding. */
  public static Conv2d conv2d(int filters, int kernel) {
    return Conv2d.of(filters, kernel);
  }

  public static BatchNorm batchNorm() {
    return BatchNorm.standard();
  }

  public static Activation relu() {
    return new Activation(Activation.Function.RELU);
  }

  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** Max pooling with stride = kernel. */
  public static MaxPool maxPool(int kernel) {
    return MaxPool.of(kernel);
  }

  /** Average pooling with stride = kernel. */
  public static AvgPool avgPool(int kernel) {
    return AvgPool.of(kernel);
  }

  public static GlobalAvgPool globalAvgPool() {
    return new GlobalAvgPool();
  }

  public static Flatten flatten() {
    return new Flatten();
  }

  /** A linear layer with bias. */
  public static Linear linear(int units) {
    return Linear.of(units);
  }

  public static Residual residual(Layer... layers) {
    return Residual.of(layers);
  }
}
