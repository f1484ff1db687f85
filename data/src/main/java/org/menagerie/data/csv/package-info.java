/** Images as rows of comma-separated levels. */
@NullMarked
package org.menagerie.data.csv;

import org.jspecify.annotations.NullMarked;
