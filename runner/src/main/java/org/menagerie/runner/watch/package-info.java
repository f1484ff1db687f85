/** {@code runner watch}: runs as a page that changes while they are trained. */
@NullMarked
package org.menagerie.runner.watch;

import org.jspecify.annotations.NullMarked;
