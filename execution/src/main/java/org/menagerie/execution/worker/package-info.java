/** Training in a process of its own. */
@NullMarked
package org.menagerie.execution.worker;

import org.jspecify.annotations.NullMarked;
