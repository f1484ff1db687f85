package org.menagerie.engine.vector;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.VectorKernels;

/** The engine with convolutions that are summed in double precision, and none in tiles. */
final class PreciseEngine implements Engine {
  private static final Kernels KERNELS =
      (Kernels)
          Proxy.newProxyInstance(
              PreciseEngine.class.getClassLoader(),
              new Class<?>[] {Kernels.class},
              (proxy, method, arguments) -> call(method, arguments));

  private static final Kernels VECTORS = new VectorKernels();

  @Override
  public String name() {
    return "vector, precise";
  }

  @Override
  public String description() {
    return "sums convolutions in double precision";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    return new VectorSession(KERNELS, spec, weights, geometry -> false);
  }

  private static Object call(Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(VECTORS, arguments);
      if (method.getName().equals("correlate")) {
        correlate(arguments);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void correlate(Object[] arguments) {
    int channels = (int) arguments[0];
    int pixels = (int) arguments[1];
    float[] in = (float[]) arguments[2];
    int at = (int) arguments[3];
    int step = (int) arguments[4];
    int[] taps = (int[]) arguments[5];
    int from = (int) arguments[6];
    int to = (int) arguments[7];
    float[] weights = (float[]) arguments[8];
    int first = (int) arguments[9];
    float[] out = (float[]) arguments[10];
    int outAt = (int) arguments[11];
    int outChannel = (int) arguments[12];
    double[] sums = new double[Kernels.LANES];
    for (int k = 0; k < channels; k++) {
      for (int p = 0; p < pixels; p++) {
        Arrays.fill(sums, 0);
        for (int t = from; t < to; t++) {
          double weight = weights[first + t * channels + k];
          int source = at + taps[t] + p * step;
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            sums[lane] += in[source + lane] * weight;
          }
        }
        for (int lane = 0; lane < Kernels.LANES; lane++) {
          out[outAt + k * outChannel + p * Kernels.LANES + lane] = (float) sums[lane];
        }
      }
    }
  }
}
