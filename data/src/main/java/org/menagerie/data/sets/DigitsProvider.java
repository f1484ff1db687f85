package org.menagerie.data.sets;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.List;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.KnownFile;
import org.menagerie.data.digits.Digits;
import org.menagerie.data.digits.DigitsCache;

/** Drawn digits, which need no download and are kept in the data directory once they are drawn. */
@AutoService(DatasetProvider.class)
public final class DigitsProvider implements DatasetProvider {

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String description() {
    return "10,000 + 2,000 digits drawn by this program to look handwritten, 28x28; always there";
  }

  @Override
  public boolean isPresent(Path dataDirectory) {
    return true;
  }

  @Override
  public Dataset load(Path dataDirectory) {
    return new DigitsCache(dataDirectory).load();
  }

  @Override
  public ImageFormat format(Path dataDirectory) {
    return Digits.FORMAT;
  }

  @Override
  public List<KnownFile> knownFiles(Path dataDirectory) {
    return new DigitsCache(dataDirectory).files();
  }
}
