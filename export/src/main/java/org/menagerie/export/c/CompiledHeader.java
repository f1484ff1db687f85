package org.menagerie.export.c;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.export.source.Program;
import org.menagerie.export.source.Template;

/** A program around a header, compiled into a temporary folder and run once for each call. */
record CompiledHeader(CCompiler compiler, TrainedNetwork network, Path folder) implements Exported {

  /**
   * Compiles a header.
   *
   * @param name what its names begin with
   * @throws IOException if it cannot be compiled
   */
  static CompiledHeader of(CCompiler compiler, String name, String header, TrainedNetwork network)
      throws IOException {
    CompiledHeader compiled =
        new CompiledHeader(compiler, network, Files.createTempDirectory("menagerie-c"));
    try {
      compiled.compile(name, header);
      return compiled;
    } catch (IOException e) {
      compiled.close();
      throw e;
    }
  }

  private void compile(String name, String header) throws IOException {
    String program =
        Template.fill(
            Template.beside(CompiledHeader.class, "program.txt"),
            Map.of("name", name, "macro", HeaderText.macro(name)));
    Files.writeString(file("exported.h"), header, US_ASCII);
    Files.writeString(file("program.c"), program, US_ASCII);
    compiler.compile(file("program.exe"), List.of(file("program.c")));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public String runtime() {
    return compiler.version();
  }

  @Override
  public float[][] logits(byte[][] pixels) throws IOException {
    try (OutputStream out = Files.newOutputStream(file("pixels"))) {
      for (byte[] image : pixels) {
        out.write(image);
      }
    }
    Program.run(
        List.of(
            file("program.exe").toString(), file("pixels").toString(), file("logits").toString()));
    ByteBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(file("logits"))).order(ByteOrder.nativeOrder());
    float[][] logits = new float[pixels.length][network.classes().size()];
    for (float[] row : logits) {
      values.asFloatBuffer().get(row);
      values.position(values.position() + row.length * Float.BYTES);
    }
    return logits;
  }

  @Override
  public void close() throws IOException {
    for (String name : List.of("exported.h", "program.c", "program.exe", "pixels", "logits")) {
      Files.deleteIfExists(file(name));
    }
    Files.deleteIfExists(folder);
  }
}
