/** IDX files, in which MNIST and its family are kept. */
@NullMarked
package org.menagerie.data.idx;

import org.jspecify.annotations.NullMarked;
