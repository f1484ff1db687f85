package org.menagerie.reports.evidence;

import java.nio.file.Path;
import java.util.List;

/** Names of folders without what they all begin with. */
public final class FolderNames {
  private FolderNames() {}

  /** In the order of the folders, which are absolute. */
  public static List<String> of(List<Path> folders) {
    if (folders.isEmpty()) {
      return List.of();
    }
    Path common = folders.get(0).getParent();
    while (common != null && !allBelow(common, folders)) {
      common = common.getParent();
    }
    Path start = common;
    return folders.stream()
        .map(folder -> start == null ? folder : start.relativize(folder))
        .map(Path::toString)
        .toList();
  }

  private static boolean allBelow(Path parent, List<Path> folders) {
    return folders.stream().allMatch(folder -> folder.startsWith(parent) && !folder.equals(parent));
  }
}
