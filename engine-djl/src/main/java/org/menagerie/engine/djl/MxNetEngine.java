package org.menagerie.engine.djl;

import com.google.auto.service.AutoService;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.engine.Engine;

/** Apache MXNet through DJL, on x86-64 processors. */
@AutoService(Engine.class)
public final class MxNetEngine extends DjlEngine {
  /** The load of an idle system and the command itself. */
  private static final double TOLERATED = 0.5;

  public MxNetEngine() {
    super(Backend.MXNET);
  }

  @Override
  public Optional<String> caution(int threads) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return caution(threads, load, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Its threads spin while they wait for each other at every layer, so one without its own
   * processor holds up all of them.
   *
   * @param load processes that want to run; negative where the system does not say
   */
  static Optional<String> caution(int threads, double load, int processors) {
    return threads > 1 && load + threads > processors + TOLERATED
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Other work keeps this machine busy (a load of %.1f on %d processors), and MXNet's threads wait for each other: with --threads 1 it can be many times as fast.",
                load,
                processors))
        : Optional.empty();
  }
}
