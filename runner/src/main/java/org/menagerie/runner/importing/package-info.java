/** {@code runner import}: networks that others have trained. */
@NullMarked
package org.menagerie.runner.importing;

import org.jspecify.annotations.NullMarked;
