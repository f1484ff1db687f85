/** How the parts are put together. */
@NullMarked
package org.menagerie.runner.wiring;

import org.jspecify.annotations.NullMarked;
