/** Files as data sets need them: checksums, gzip, replacing a file whole. */
@NullMarked
package org.menagerie.data.io;

import org.jspecify.annotations.NullMarked;
