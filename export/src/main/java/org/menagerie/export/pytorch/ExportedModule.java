package org.menagerie.export.pytorch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;

/** A module that a process of Python loads, once for each call. */
record ExportedModule(Python python, TrainedNetwork network, Path source) implements Exported {
  private static final String SCRIPT =
      """
      import importlib.util, sys
      import torch
      torch.set_num_threads(1)
      source, pixels, logits = sys.argv[1:]
      spec = importlib.util.spec_from_file_location("exported", source)
      module = importlib.util.module_from_spec(spec)
      sys.dont_write_bytecode = True
      spec.loader.exec_module(module)
      data = bytearray(open(pixels, "rb").read())
      images = torch.frombuffer(data, dtype=torch.uint8).reshape(-1, *module.INPUT)
      with torch.no_grad():
          answers = module.load()(module.normalize(images))
      open(logits, "wb").write(answers.contiguous().numpy().astype("<f4").tobytes())
      """;

  @Override
  public String runtime() {
    return "PyTorch " + python.version();
  }

  @Override
  public float[][] logits(byte[][] pixels) throws IOException {
    Path input = Files.createTempFile("menagerie-pixels", ".bin");
    Path output = Files.createTempFile("menagerie-logits", ".bin");
    try {
      try (OutputStream out = Files.newOutputStream(input)) {
        for (byte[] image : pixels) {
          out.write(image);
        }
      }
      python.run(SCRIPT, source.toString(), input.toString(), output.toString());
      ByteBuffer values =
          ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
      float[][] logits = new float[pixels.length][network.classes().size()];
      for (float[] row : logits) {
        for (int k = 0; k < row.length; k++) {
          row[k] = values.getFloat();
        }
      }
      return logits;
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(output);
    }
  }

  @Override
  public void close() {}
}
