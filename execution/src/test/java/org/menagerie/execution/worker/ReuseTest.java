package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.Provider;
import java.security.Security;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReuseTest {
  private final Reuse reuse = new Reuse();

  @Test
  void isPossibleAsLongAsNothingIsLeftBehind() throws InterruptedException {
    Thread helper = new Thread(() -> {});
    helper.start();
    helper.join();

    assertThat(reuse.isPossible()).isTrue();
    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void isPossibleAfterThePicturesOfADataSet() throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "png", picture);
    ImageIO.read(new ByteArrayInputStream(picture.toByteArray()));

    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void endsWithAThreadThatIsLeftBehind() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread left =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    left.setDaemon(true);
    left.start();

    assertThat(reuse.isPossible()).isFalse();

    end.countDown();
    left.join();
  }

  @Test
  void endsWithAChangedProperty() {
    System.setProperty("menagerie.test.left", "something");
    try {
      assertThat(reuse.isPossible()).isFalse();
    } finally {
      System.clearProperty("menagerie.test.left");
    }
  }

  @Test
  void endsWithAnotherLocaleTimeZoneOrStream() {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(reuse.isPossible()).isFalse();
    Locale.setDefault(Locale.Category.FORMAT, locale);
    assertThat(reuse.isPossible()).isTrue();

    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    assertThat(reuse.isPossible()).isFalse();
    TimeZone.setDefault(zone);
    assertThat(reuse.isPossible()).isTrue();

    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    assertThat(reuse.isPossible()).isFalse();
    System.setOut(out);
    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void endsWithATaskThatIsLeftInTheSharedPool() {
    CountDownLatch end = new CountDownLatch(1);
    ForkJoinTask<?> left =
        ForkJoinPool.commonPool()
            .submit(
                () -> {
                  end.await();
                  return true;
                });
    assertThat(reuse.isPossible()).isFalse();

    end.countDown();
    left.join();
    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void endsWithAChangedMainThreadOrOtherProviders() {
    Thread.currentThread().interrupt();
    assertThat(reuse.isPossible()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reuse.isPossible()).isTrue();

    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    assertThat(reuse.isPossible()).isFalse();
    Thread.currentThread().setContextClassLoader(loader);
    assertThat(reuse.isPossible()).isTrue();

    Provider[] providers = Security.getProviders();
    Provider last = providers[providers.length - 1];
    Security.removeProvider(last.getName());
    assertThat(reuse.isPossible()).isFalse();
    Security.addProvider(last);
    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void endsAfterAHundredTasks() {
    assertThat(IntStream.rangeClosed(1, 100).takeWhile(task -> reuse.isPossible()).count())
        .isEqualTo(99);
  }
}
