package org.menagerie.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the methods of {@link Files} a {@link Disk}. */
final class DiskProvider extends FileSystemProvider {
  private final Disk disk;

  DiskProvider(Disk disk) {
    this.disk = disk;
  }

  @Override
  public String getScheme() {
    return "disk";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private Disk.@Nullable Node find(Path path) throws IOException {
    Disk.Node node = disk.root();
    for (Path part : DiskPath.of(path)) {
      if (!(node instanceof Disk.Folder folder)) {
        throw new FileSystemException(path.toString(), null, "Not a directory");
      }
      node = folder.names.get(part.toString());
      if (node == null) {
        return null;
      }
    }
    disk.look();
    return node;
  }

  private Disk.Node require(Path path) throws IOException {
    Disk.@Nullable Node node = find(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  private Disk.Folder parent(Path path) throws IOException {
    @Nullable Path parent = path.getParent();
    if (parent != null && require(parent) instanceof Disk.Folder folder) {
      return folder;
    }
    throw new FileSystemException(path.toString(), null, "Not a directory");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    disk.open(name(path));
    Disk.Node node = find(path);
    if (node == null) {
      if (!writes || !options.contains(StandardOpenOption.CREATE)) {
        throw new NoSuchFileException(path.toString());
      }
      node = new Disk.File();
      disk.add(parent(path), name(path), node);
    } else if (writes && node instanceof Disk.Folder) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    } else if (writes
        && options.contains(StandardOpenOption.TRUNCATE_EXISTING)
        && node instanceof Disk.File file) {
      file.clear();
    }
    DiskChannel channel = new DiskChannel(disk, name(path), node);
    if (options.contains(StandardOpenOption.APPEND)) {
      channel.position(channel.size());
    }
    return channel;
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    if (!(require(path) instanceof Disk.Folder folder)) {
      throw new NotDirectoryException(path.toString());
    }
    List<Path> entries = new ArrayList<>();
    for (String name : folder.names.keySet()) {
      if (filter.accept(path.resolve(name))) {
        entries.add(path.resolve(name));
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return entries.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    if (find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    disk.add(parent(path), name(path), new Disk.Folder());
  }

  @Override
  public void delete(Path path) throws IOException {
    if (require(path) instanceof Disk.Folder folder && !folder.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    disk.remove(parent(path), name(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Disk.Folder folder = parent(source);
    if (folder != parent(target)) {
      throw new UnsupportedOperationException("only within a folder");
    }
    require(source);
    if (find(target) instanceof Disk.Folder) {
      throw new FileSystemException(target.toString(), null, "Is a directory");
    }
    disk.rename(folder, name(source), name(target));
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return path.equals(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    require(path);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return type.cast(new Attributes(require(path)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  private record Attributes(Disk.Node node) implements BasicFileAttributes {
    @Override
    public FileTime lastModifiedTime() {
      return FileTime.fromMillis(0);
    }

    @Override
    public FileTime lastAccessTime() {
      return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
      return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
      return node instanceof Disk.File;
    }

    @Override
    public boolean isDirectory() {
      return node instanceof Disk.Folder;
    }

    @Override
    public boolean isSymbolicLink() {
      return false;
    }

    @Override
    public boolean isOther() {
      return false;
    }

    @Override
    public long size() {
      return node instanceof Disk.File file ? file.contents.length : 0;
    }

    @Override
    public Object fileKey() {
      return node;
    }
  }
}
