/** Downloading data sets, resumably and with checksums. */
@NullMarked
package org.menagerie.data.fetch;

import org.jspecify.annotations.NullMarked;
