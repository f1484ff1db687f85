/** Finding and loading plug-ins. */
@NullMarked
package org.menagerie.plugins;

import org.jspecify.annotations.NullMarked;
