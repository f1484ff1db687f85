package org.menagerie.engine.vector.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Scratch memory of one owner, such as a worker or a block of images. It is laid out by a {@link
 * Plan}, allocated once, and reached only by those who hold a {@link Slot} of it.
 *
 * @param <M> the kind of owner
 */
public abstract class Memory<M extends Memory<M>> {
  /** Fills places where nothing has been lent yet; using it as memory fails at once. */
  private static final Object NOT_LENT = new Object();

  private final Object[] contents;

  /** Allocates everything that was reserved; the plan must be complete. */
  protected Memory(Plan<M> plan) {
    this.contents = plan.allocations.stream().map(Supplier::get).toArray();
  }

  /**
   * The memory that every owner of a kind needs.
   *
   * @param <M> the kind of owner
   */
  public static final class Plan<M extends Memory<M>> {
    private final List<Supplier<?>> allocations = new ArrayList<>();

    /** Reserves what {@code allocate} makes, once for each owner. */
    public <T> Slot<M, T> reserve(Supplier<T> allocate) {
      return add(allocate);
    }

    /** Reserves a place for what another owner {@linkplain Slot#lend lends}. */
    public <T> Slot<M, T> reserveForLoan() {
      return add(() -> NOT_LENT);
    }

    private <T> Slot<M, T> add(Supplier<?> allocate) {
      allocations.add(allocate);
      return new Slot<>(allocations.size() - 1);
    }
  }

  /**
   * The right to a piece of memory, of any owner. The code that made the reservation keeps it.
   *
   * @param <M> the kind of owner
   * @param <T> what is there
   */
  public static final class Slot<M extends Memory<M>, T> {
    private final int index;

    private Slot(int index) {
      this.index = index;
    }

    /** The contents of this slot in an owner's memory. */
    @SuppressWarnings("unchecked") // Reserved as T, and lent as T.
    public T of(Memory<M> owner) {
      return (T) owner.contents[index];
    }

    /** Puts another owner's memory here. */
    public void lend(T contents, Memory<M> to) {
      to.contents[index] = contents;
    }
  }
}
