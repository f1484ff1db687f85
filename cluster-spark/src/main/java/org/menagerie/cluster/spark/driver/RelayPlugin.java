package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Messages between tasks that run and the driver, through the connection that Spark has between
 * them: nothing else listens.
 */
public final class RelayPlugin implements SparkPlugin {
  private static final AtomicReference<@Nullable PluginContext> EXECUTOR = new AtomicReference<>();

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Object receive(Object message) throws IOException {
        return DriverRuns.HERE.received((Relay) message);
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> configuration) {
        EXECUTOR.set(context);
      }
    };
  }

  /** Tells the driver something, in a task. */
  static void send(Relay message) throws IOException {
    context().send(message);
  }

  /** Asks the driver for input, when it has dealt with all that was sent before. */
  static byte[] ask(Relay message) throws Exception {
    return (byte[]) context().ask(message);
  }

  private static PluginContext context() {
    PluginContext context = EXECUTOR.get();
    if (context == null) {
      throw new IllegalStateException("the executor has not started its plug-ins");
    }
    return context;
  }
}
