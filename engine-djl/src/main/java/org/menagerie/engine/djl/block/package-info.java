/** For authors of plug-ins: layers that the records do not know, as blocks of Deep Java Library. */
@NullMarked
package org.menagerie.engine.djl.block;

import org.jspecify.annotations.NullMarked;
