package org.menagerie.engine.vector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

final class MemoryTest {
  private final Plan<Owner> plan = new Plan<>();

  private static final class Owner extends Memory<Owner> {
    Owner(Plan<Owner> plan) {
      super(plan);
    }
  }

  @Test
  void givesEachOwnerMemoryOfItsOwn() {
    Slot<Owner, float[]> first = plan.reserve(() -> new float[2]);
    Slot<Owner, double[]> second = plan.reserve(() -> new double[3]);
    Owner one = new Owner(plan);
    Owner other = new Owner(plan);

    assertThat(first.of(one)).hasSize(2).isSameAs(first.of(one)).isNotSameAs(first.of(other));
    assertThat(second.of(one)).hasSize(3);
  }

  @Test
  void lendsMemoryToAnotherOwner() {
    Slot<Owner, float[]> own = plan.reserve(() -> new float[2]);
    Slot<Owner, float[]> lent = plan.reserveForLoan();
    Owner one = new Owner(plan);
    Owner other = new Owner(plan);

    lent.lend(own.of(one), other);

    assertThat(lent.of(other)).isSameAs(own.of(one));
  }

  @Test
  void failsWhereNothingWasLent() {
    Slot<Owner, float[]> lent = plan.reserveForLoan();
    Owner owner = new Owner(plan);

    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(
            () -> {
              float[] values = lent.of(owner);
              values[0] = 1;
            });
  }
}
