/**
 * The binary form of Protocol Buffers, as far as formats here need it.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.protobuf;

import org.jspecify.annotations.NullMarked;
