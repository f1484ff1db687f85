/** Networks as data: layer records, and what can be computed from them without an engine. */
@NullMarked
package org.menagerie.api.network;

import org.jspecify.annotations.NullMarked;
