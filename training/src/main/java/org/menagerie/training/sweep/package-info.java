/** Many runs as one value: the plan, its progress, and the time left. */
@NullMarked
package org.menagerie.training.sweep;

import org.jspecify.annotations.NullMarked;
