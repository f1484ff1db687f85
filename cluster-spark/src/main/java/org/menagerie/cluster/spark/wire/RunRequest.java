package org.menagerie.cluster.spark.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that is to be run elsewhere.
 *
 * @param name of the run's folder
 * @param javaVersion the feature version that it needs
 * @param command after the path of Java; {@link #HOME} and {@link #FOLDER} stand for folders there
 * @param order a line that gives the task to a process of the same command that waits; empty if it
 *     is to have one of its own
 * @param environment what its environment holds besides what it has there
 * @param files of the run's folder, see {@link FolderZip}
 */
@SuppressWarnings("ArrayRecordComponent") // A message, which nobody compares.
public record RunRequest(
    String name,
    int javaVersion,
    List<String> command,
    String order,
    Map<String, String> environment,
    byte[] files)
    implements Serializable {

  /** Stands for the folder of Menagerie's jars. */
  public static final String HOME = "{home}";

  /** Stands for the folder of the run. */
  public static final String FOLDER = "{folder}";

  public RunRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The form in which it travels. */
  public byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(name);
    out.writeInt(javaVersion);
    out.writeInt(command.size());
    for (String word : command) {
      out.writeUTF(word);
    }
    out.writeUTF(order);
    out.writeInt(environment.size());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      out.writeUTF(variable.getKey());
      out.writeUTF(variable.getValue());
    }
    out.writeInt(files.length);
    out.write(files);
    return bytes.toByteArray();
  }

  /** Reads what {@link #bytes} gave. */
  public static RunRequest of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String name = in.readUTF();
    int javaVersion = in.readInt();
    List<String> command = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      command.add(in.readUTF());
    }
    String order = in.readUTF();
    Map<String, String> environment = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      environment.put(in.readUTF(), in.readUTF());
    }
    byte[] files = new byte[in.readInt()];
    in.readFully(files);
    return new RunRequest(name, javaVersion, command, order, environment, files);
  }
}
