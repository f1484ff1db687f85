package org.menagerie.runner.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells all that is to the pages that are open, and then what changes, as server-sent events. */
final class Feed {
  /** So many at a time: who opens more has forgotten some. */
  private static final int MOST_PAGES = 32;

  /** A page that takes up no more, such as on a phone that sleeps, is told all when it is back. */
  private static final int MOST_WAITING = 200;

  /** Tells a connection that is lost from one on which nothing happens. */
  private static final long PULSE_SECONDS = 10;

  private static final String END = "";

  private final Set<BlockingQueue<String>> pages = new LinkedHashSet<>();

  /** Sends what has changed to all pages. */
  synchronized void send(String json) {
    pages.removeIf(page -> page.size() >= MOST_WAITING && isEnded(page));
    pages.forEach(page -> page.add(json));
  }

  private static boolean isEnded(BlockingQueue<String> page) {
    page.clear();
    return page.add(END);
  }

  /**
   * Adds a page.
   *
   * @param all what it is told first
   */
  private synchronized BlockingQueue<String> open(Supplier<String> all) {
    while (pages.size() >= MOST_PAGES) {
      BlockingQueue<String> oldest = pages.iterator().next();
      pages.remove(oldest);
      isEnded(oldest);
    }
    BlockingQueue<String> page = new Inbox();
    page.add(all.get());
    pages.add(page);
    return page;
  }

  private synchronized void close(BlockingQueue<String> page) {
    pages.remove(page);
  }

  /** Known by itself, and not by what is in it. */
  private static final class Inbox extends LinkedBlockingQueue<String> {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Writes until the page is closed.
   *
   * @param all what it is told first; called while nothing else is sent
   */
  void follow(OutputStream out, Supplier<String> all) throws IOException {
    BlockingQueue<String> page = open(all);
    try {
      out.write("retry: 1000\n\n".getBytes(UTF_8));
      String next = page.take();
      while (!END.equals(next)) {
        out.write((next == null ? ":\n\n" : "data: " + next + "\n\n").getBytes(UTF_8));
        out.flush();
        next = page.poll(PULSE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      // The command ends.
      Thread.currentThread().interrupt();
    } finally {
      close(page);
    }
  }
}
