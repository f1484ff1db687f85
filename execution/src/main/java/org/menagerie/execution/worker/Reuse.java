package org.menagerie.execution.worker;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether this process may do another task. It may if it is as it was at its start: code of a
 * plug-in can leave threads, settings and memory behind, and what it left must not touch the next
 * run.
 */
final class Reuse {
  /** A process is replaced now and then, so that what leaks a little never gets to be much. */
  private static final int MOST_TASKS = 100;

  /** Of the heap that it may have, the share that may be in use without a task. */
  private static final double MOST_HEAP = 0.25;

  /** For the tasks of the JDK's shared pool, which may just be ending. */
  private static final long GRACE_NANOS = 1_000_000_000;

  private static final long PAUSE_NANOS = 1_000_000;

  /** Set by the JDK itself when the first picture is read. */
  private static final String SET_BY_PICTURES = "sun.font.fontmanager";

  private final Properties properties;
  private final Set<Thread> threads;
  private final List<Object> settings;
  private int tasks;

  Reuse() {
    // Whoever asks for it first has it set as a property.
    Objects.requireNonNull(TimeZone.getDefault());
    properties = copy(System.getProperties());
    threads = threads();
    settings = settings();
  }

  /** To be asked once after each task. */
  boolean isPossible() {
    tasks++;
    return tasks < MOST_TASKS
        && threads.containsAll(threads())
        && properties.equals(copy(System.getProperties()))
        && settings.equals(settings())
        && isSharedPoolIdle()
        && usedHeap() <= MOST_HEAP;
  }

  /** Threads of plug-ins and of the framework; those of the JDK's shared pool are nobody's. */
  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(
        thread -> thread.getName().startsWith("ForkJoinPool.commonPool") || isOfJdk(thread));
    return threads;
  }

  /** Such as the one that begins with the first picture and lives as long as the process. */
  private static boolean isOfJdk(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.getParent() == null;
  }

  /** To wait with the pool's own method would be to work on its tasks, which may never end. */
  private static boolean isSharedPoolIdle() {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    long deadline = System.nanoTime() + GRACE_NANOS;
    while (!pool.isQuiescent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return pool.isQuiescent();
  }

  /** What else is the same for all code of a process or of its main thread, and anyone can set. */
  private static List<Object> settings() {
    return List.of(
        Locale.getDefault(Locale.Category.FORMAT),
        Locale.getDefault(Locale.Category.DISPLAY),
        TimeZone.getDefault(),
        System.in,
        System.out,
        System.err,
        Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler()),
        Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
        Thread.currentThread().isInterrupted(),
        Arrays.stream(Security.getProviders()).map(Provider::getName).toList());
  }

  private static double usedHeap() {
    // Classes of plug-ins are unloaded too, and the memory is given back.
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  private static Properties copy(Properties properties) {
    Properties copy = new Properties();
    copy.putAll(properties);
    copy.remove(SET_BY_PICTURES);
    return copy;
  }
}
