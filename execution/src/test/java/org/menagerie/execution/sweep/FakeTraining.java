package org.menagerie.execution.sweep;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.menagerie.training.run.RunResult;

/** A training that does as it is told, and remembers being stopped and killed. */
final class FakeTraining implements Launcher.Launched {
  final CountDownLatch stopped = new CountDownLatch(1);
  final CountDownLatch killed = new CountDownLatch(1);
  private final Function<FakeTraining, Optional<RunResult>> course;

  FakeTraining(Function<FakeTraining, Optional<RunResult>> course) {
    this.course = course;
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<RunResult> await() {
    return course.apply(this);
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public void kill() {
    killed.countDown();
  }
}
