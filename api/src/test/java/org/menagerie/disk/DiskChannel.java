package org.menagerie.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** An open file or folder of a {@link Disk}. */
final class DiskChannel extends FileChannel {
  private final Disk disk;
  private final String name;
  private final Disk.Node node;
  private int position;

  DiskChannel(Disk disk, String name, Disk.Node node) {
    this.disk = disk;
    this.name = name;
    this.node = node;
    disk.openFiles().add(name);
  }

  private Disk.File file() throws IOException {
    if (node instanceof Disk.File file) {
      return file;
    }
    throw new FileSystemException(name, null, "Is a directory");
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    disk.look();
    byte[] contents = file().contents;
    if (position >= contents.length) {
      return -1;
    }
    int length = Math.min(target.remaining(), contents.length - position);
    target.put(contents, position, length);
    position += length;
    return length;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    byte[] bytes = new byte[source.remaining()];
    source.duplicate().get(bytes);
    disk.write(file(), name, position, bytes);
    source.position(source.limit());
    position += bytes.length;
    return bytes.length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long newPosition) {
    position = Math.toIntExact(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file().contents.length;
  }

  @Override
  public void force(boolean metaData) {
    disk.force(node);
  }

  @Override
  public @Nullable FileLock tryLock(long start, long size, boolean shared) throws IOException {
    if (!disk.lock()) {
      return null;
    }
    return new FileLock(this, start, size, shared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {}
    };
  }

  @Override
  protected void implCloseChannel() {
    disk.openFiles().remove(name);
  }

  @Override
  public FileLock lock(long start, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long to, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long size) {
    throw new UnsupportedOperationException();
  }
}
