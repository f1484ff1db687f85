package org.menagerie.api.data;

import java.util.List;

/**
 * A plug-in that provides several data sets, found through {@link java.util.ServiceLoader}: each
 * member is used as if a service file named it as a {@link DatasetProvider}. It is for data sets
 * that differ in little more than what describes them.
 */
public interface DatasetFamily {

  /** The data sets, of names that differ; the same at every call. */
  List<DatasetProvider> members();
}
