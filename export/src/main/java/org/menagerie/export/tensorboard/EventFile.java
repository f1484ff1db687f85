package org.menagerie.export.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.export.protobuf.ProtoMessage;
import org.menagerie.training.run.OutputFiles;

/**
 * A file of events as TensorBoard reads it, also while it is written.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto">event.proto</a>
 */
final class EventFile implements Closeable {
  /** What TensorBoard knows such files by, and what tells ours from those of other programs. */
  private static final String NAME = "events.out.tfevents.";

  private static final String OWN = ".menagerie";

  private final Path path;
  private final RecordFile records;

  private EventFile(Path path, RecordFile records) {
    this.path = path;
    this.records = records;
  }

  /**
   * Begins a file in {@code folder}, in the place of those that an earlier log left there: a reader
   * takes all files of a folder for one.
   *
   * @throws org.menagerie.api.error.MenagerieException if it cannot be written
   */
  static EventFile begin(Path folder, Instant at) {
    Path path = folder.resolve(NAME + at.getEpochSecond() + OWN);
    try {
      FileReplacement.createFolders(folder);
      try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, NAME + "*" + OWN)) {
        for (Path file : earlier) {
          Files.delete(file);
        }
      }
      EventFile events = new EventFile(path, new RecordFile(Files.newOutputStream(path)));
      events.records.add(
          event(at)
              .text(3, "brain.Event:2")
              .message(10, new ProtoMessage().text(1, "menagerie"))
              .toBytes());
      return events;
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * Adds an event.
   *
   * @throws org.menagerie.api.error.MenagerieException if it cannot be written
   */
  void add(int step, Instant at, List<ProtoMessage> values) {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(value -> summary.message(1, value));
    try {
      records.add(event(at).integer(2, step).message(5, summary).toBytes());
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  private static ProtoMessage event(Instant at) {
    return new ProtoMessage().number(1, HyperParameters.seconds(at));
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  private static RuntimeException cannotWrite(Path path, IOException e) {
    return OutputFiles.cannotWrite(path, "another folder", e);
  }
}
