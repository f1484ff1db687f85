package org.menagerie.runner.data;

import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.menagerie.data.fetch.FetchProgress;
import org.menagerie.runner.terminal.Terminal;

/** Shows a download: a bar for each file on a terminal, nothing elsewhere. */
public final class DownloadView implements FetchProgress, AutoCloseable {
  private static final int KIBIBYTE = 1024;

  private final Terminal terminal;
  private Optional<ProgressBar> bar = Optional.empty();
  private String current = "";

  public DownloadView(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void arrived(String file, long arrived, OptionalLong total) {
    if (!terminal.drawsProgress()) {
      return;
    }
    if (!file.equals(current)) {
      close();
      current = file;
      bar = Optional.of(newBar(file, total));
    }
    bar.get().stepTo(arrived);
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  private ProgressBar newBar(String file, OptionalLong total) {
    return new ProgressBarBuilder()
        .setTaskName(file)
        .setInitialMax(total.orElse(-1))
        .setUnit(" KiB", KIBIBYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(terminal.barConsumer())
        .clearDisplayOnFinish()
        .build();
  }
}
