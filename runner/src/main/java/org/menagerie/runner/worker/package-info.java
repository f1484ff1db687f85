/** Training in a process of its own. */
@NullMarked
package org.menagerie.runner.worker;

import org.jspecify.annotations.NullMarked;
