/** The training loop, written once for all engines. */
@NullMarked
package org.menagerie.training.loop;

import org.jspecify.annotations.NullMarked;
