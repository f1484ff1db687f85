/** Finding and loading plug-ins. */
@NullMarked
package org.menagerie.runner.plugin;

import org.jspecify.annotations.NullMarked;
