package org.menagerie.api.data;

import java.nio.file.Path;

/** What a reader of data may use beside memory. */
public interface Workspace {

  /**
   * The folder for files that can be made again, such as decoded pixels; may not exist yet. It is
   * the same for all processes of a run.
   */
  Path cache();

  /**
   * Tells the person who waits what takes long, or takes room on the disk.
   *
   * @param sentence with its full stop
   */
  void tell(String sentence);
}
