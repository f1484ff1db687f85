package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Copies a folder of runs to this machine: {@code BringMain URI TARGET}. Where it fails, it ends
 * with 1, and its standard output says why.
 */
public final class BringMain {
  private BringMain() {}

  public static void main(String[] args) throws InterruptedException {
    int exitCode = 0;
    try {
      org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(args[0]);
      FileSystem files =
          root.getFileSystem(SparkHadoopUtil.get().newConfiguration(new SparkConf()));
      new RunTree(files, root).copyTo(Path.of(args[1]));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.out.println(DriverMain.firstLine(e));
      exitCode = 1;
    }
    // File systems leave threads behind.
    Runtime.getRuntime().exit(exitCode);
  }
}
