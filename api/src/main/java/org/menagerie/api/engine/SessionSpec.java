package org.menagerie.api.engine;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.Set;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.Optimizer;

/** What an engine builds. Made by a {@link Builder}, since later versions may have more to say. */
public final class SessionSpec {
  private final Network network;
  private final Optimizer optimizer;
  private final Loss loss;
  private final OptionalDouble clipNorm;
  private final OptionalDouble clipValue;
  private final Set<String> frozen;
  private final int threads;

  private SessionSpec(Builder builder) {
    network = builder.network;
    optimizer = builder.optimizer;
    loss = builder.loss;
    clipNorm = builder.clipNorm;
    clipValue = builder.clipValue;
    frozen = Set.copyOf(builder.frozen);
    threads = builder.threads;
    if (threads <= 0) {
      throw new IllegalArgumentException("threads must be positive: " + threads);
    }
  }

  /** A builder for training without clipping, on one thread. */
  public static Builder builder(Network network, Optimizer optimizer, Loss loss) {
    return new Builder(network, optimizer, loss);
  }

  /** What to train. */
  public Network network() {
    return network;
  }

  /** Update rule; learning rate and momentum come with each step. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** The loss to minimize. */
  public Loss loss() {
    return loss;
  }

  /** Largest global norm of the gradients; empty = no clipping. */
  public OptionalDouble clipNorm() {
    return clipNorm;
  }

  /** Largest absolute value of a gradient, kept before the norm is; empty = no clipping. */
  public OptionalDouble clipValue() {
    return clipValue;
  }

  /** Names of the parameters that keep the values they have; none by default. */
  public Set<String> frozen() {
    return frozen;
  }

  /** Processor threads to compute with. */
  public int threads() {
    return threads;
  }

  /** Sets what differs from the defaults; checked in {@link #build}. */
  public static final class Builder {
    private final Network network;
    private final Optimizer optimizer;
    private final Loss loss;
    private OptionalDouble clipNorm = OptionalDouble.empty();
    private OptionalDouble clipValue = OptionalDouble.empty();
    private Set<String> frozen = Set.of();
    private int threads = 1;

    private Builder(Network network, Optimizer optimizer, Loss loss) {
      this.network = requireNonNull(network, "network is null");
      this.optimizer = requireNonNull(optimizer, "optimizer is null");
      this.loss = requireNonNull(loss, "loss is null");
    }

    public Builder clipNorm(double value) {
      return clipNorm(OptionalDouble.of(value));
    }

    public Builder clipNorm(OptionalDouble value) {
      clipNorm = value;
      return this;
    }

    public Builder clipValue(OptionalDouble value) {
      clipValue = value;
      return this;
    }

    public Builder frozen(Set<String> names) {
      frozen = names;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /**
     * The specification.
     *
     * @throws IllegalArgumentException if the number of threads is not positive
     */
    public SessionSpec build() {
      return new SessionSpec(this);
    }
  }
}
