package org.menagerie.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A disk that keeps what was forced apart from what was not. At a power loss, of everything not
 * forced any part may be gone, torn, out of order or full of zeros: contents of files as well as
 * the names in a folder.
 */
public final class Disk {
  private final Folder root = new Folder();
  private final DiskFileSystem files = new DiskFileSystem(this);
  private final boolean forces;
  private long steps;
  private long lastStep = Long.MAX_VALUE;
  private boolean down;
  private boolean locks = true;
  private boolean lockHeld;
  private final List<String> openFiles = new ArrayList<>();
  private long fullFrom = Long.MAX_VALUE;
  private boolean readOnly;
  private Predicate<String> denied = name -> false;

  /** A disk that forces what it is told to, or one that only says so, as some do. */
  public Disk(boolean forces) {
    this.forces = forces;
  }

  /** The end of everything that runs, which no code may mistake for a failure of a file. */
  public static final class PowerLoss extends Error {
    private static final long serialVersionUID = 1L;
  }

  abstract static sealed class Node permits File, Folder {
    abstract void force();

    /** Makes one of the states that the disk may be in after a power loss the only one. */
    abstract void settle(Random random);
  }

  /** A file; a write that was not forced is remembered with its place. */
  static final class File extends Node {
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes these.
    private record Write(int position, byte[] bytes) {}

    byte[] contents = {};
    private byte[] forced = {};
    private final List<Write> pending = new ArrayList<>();

    void write(int position, byte[] bytes) {
      contents = written(contents, position, bytes);
      pending.add(new Write(position, bytes));
    }

    /** Cuts the file off, which is a write of nothing here: only new files are ever cut off. */
    void clear() {
      contents = new byte[0];
      forced = new byte[0];
      pending.clear();
    }

    @Override
    void force() {
      forced = contents.clone();
      pending.clear();
    }

    @Override
    void settle(Random random) {
      if (random.nextInt(4) == 0) {
        Collections.shuffle(pending, random);
      }
      for (Write write : pending) {
        int length = write.bytes().length;
        byte[] bytes =
            switch (random.nextInt(4)) {
              case 0 -> new byte[0];
              case 1 -> write.bytes();
              case 2 -> Arrays.copyOf(write.bytes(), random.nextInt(length + 1));
              default -> new byte[length];
            };
        if (bytes.length > 0) {
          forced = written(forced, write.position(), bytes);
        }
      }
      pending.clear();
      contents = forced.clone();
    }

    private static byte[] written(byte[] before, int position, byte[] bytes) {
      byte[] after = Arrays.copyOf(before, Math.max(before.length, position + bytes.length));
      System.arraycopy(bytes, 0, after, position, bytes.length);
      return after;
    }
  }

  /** A folder; each change of its names is one step, a renaming of two names included. */
  static final class Folder extends Node {
    private record Change(Map<String, Node> added, List<String> removed) {
      void apply(Map<String, Node> names) {
        removed.forEach(names::remove);
        names.putAll(added);
      }
    }

    final Map<String, Node> names = new TreeMap<>();
    private final Map<String, Node> forced = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    void change(Map<String, Node> added, List<String> removed) {
      Change change = new Change(added, removed);
      change.apply(names);
      pending.add(change);
    }

    @Override
    void force() {
      forced.clear();
      forced.putAll(names);
      pending.clear();
    }

    private void forceAll() {
      force();
      for (Node node : names.values()) {
        if (node instanceof Folder folder) {
          folder.forceAll();
        } else {
          node.force();
        }
      }
    }

    @Override
    void settle(Random random) {
      // All of them at times: a process can end where the disk is well.
      int kept = random.nextInt(5);
      for (Change change : pending) {
        if (random.nextInt(4) < kept) {
          change.apply(forced);
        }
      }
      pending.clear();
      names.clear();
      names.putAll(forced);
      names.values().forEach(node -> node.settle(random));
    }
  }

  Folder root() {
    return root;
  }

  /** A path on this disk, such as {@code /runs}. */
  public Path path(String text) {
    return files.getPath(text);
  }

  /** Changes of the disk so far. */
  public long steps() {
    return steps;
  }

  /** Lets the power go at a step: its change is made, but nothing forces it any more. */
  public void failAt(long step) {
    lastStep = step;
  }

  /** The power comes back; {@code random} decides what is left of what was not forced. */
  public void restart(Random random) {
    root.settle(random);
    revive();
  }

  /** Forces everything that is there, as if it had been there for long. */
  public void forceAll() {
    root.forceAll();
  }

  /** Starts again after the end of a process, at which the disk loses nothing. */
  public void revive() {
    down = false;
    steps = 0;
    lastStep = Long.MAX_VALUE;
  }

  /** Whether files can be locked, which some network file systems do not offer. */
  public void setLocks(boolean hasLocks) {
    locks = hasLocks;
  }

  /** Whether another process holds all locks. */
  public void setLockHeld(boolean isHeld) {
    lockHeld = isHeld;
  }

  /** Whether a lock was to be had. */
  boolean lock() throws IOException {
    if (!locks) {
      throw new IOException("No locks available");
    }
    return !lockHeld;
  }

  /** Names of the files and folders that are open, in the order in which they were opened. */
  public List<String> openFiles() {
    return openFiles;
  }

  /** Lets the disk be full from a step on. */
  public void fullFrom(long step) {
    fullFrom = step;
  }

  /** Whether nothing may be changed. */
  public void setReadOnly(boolean isReadOnly) {
    readOnly = isReadOnly;
  }

  /** Forbids to open files of some names. */
  public void deny(Predicate<String> names) {
    denied = names;
  }

  /** Has to be asked before anything is looked at. */
  void look() {
    if (down) {
      throw new PowerLoss();
    }
  }

  /** Has to be asked before a file or folder is opened. */
  void open(String name) throws IOException {
    if (denied.test(name)) {
      throw new AccessDeniedException(name);
    }
  }

  void write(File file, String name, int position, byte[] bytes) throws IOException {
    requireRoom(name);
    file.write(position, bytes);
    step();
  }

  void add(Folder folder, String name, Node node) throws IOException {
    requireRoom(name);
    folder.change(Map.of(name, node), List.of());
    step();
  }

  void remove(Folder folder, String name) throws IOException {
    requireChangeable(name);
    folder.change(Map.of(), List.of(name));
    step();
  }

  void rename(Folder folder, String from, String to) throws IOException {
    requireChangeable(from);
    @Nullable Node node = folder.names.get(from);
    folder.change(Map.of(to, node), List.of(from));
    step();
  }

  /** The power can go before anything is forced. */
  void force(Node node) {
    look();
    step();
    if (forces) {
      node.force();
    }
  }

  private void requireRoom(String name) throws IOException {
    requireChangeable(name);
    if (steps >= fullFrom) {
      throw new FileSystemException(name, null, "No space left on device");
    }
  }

  private void requireChangeable(String name) throws IOException {
    look();
    if (readOnly) {
      throw new FileSystemException(name, null, "Read-only file system");
    }
  }

  private void step() {
    steps++;
    if (steps >= lastStep) {
      down = true;
      throw new PowerLoss();
    }
  }
}
