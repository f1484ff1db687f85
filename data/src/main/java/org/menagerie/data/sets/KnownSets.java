package org.menagerie.data.sets;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.data.DatasetFamily;
import org.menagerie.api.data.DatasetProvider;

/** All data sets that are known by name and have files. */
@AutoService(DatasetFamily.class)
public final class KnownSets implements DatasetFamily {

  @Override
  public List<DatasetProvider> members() {
    return all().<DatasetProvider>map(KnownSetProvider::new).toList();
  }

  static Stream<KnownSet> all() {
    return Stream.of(MnistSets.all(), EmnistSets.all(), CifarSets.all(), MedMnistSets.all())
        .flatMap(List::stream);
  }
}
