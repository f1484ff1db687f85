/** Images in NumPy's archives of arrays. */
@NullMarked
package org.menagerie.data.npz;

import org.jspecify.annotations.NullMarked;
