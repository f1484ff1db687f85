/** A disk that loses power, for the tests of all modules that store something. */
@NullMarked
package org.menagerie.disk;

import org.jspecify.annotations.NullMarked;
