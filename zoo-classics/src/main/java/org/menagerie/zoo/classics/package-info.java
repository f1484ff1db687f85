/** Well-known small networks, each from a source of its own: papers, examples, courses, records. */
@NullMarked
package org.menagerie.zoo.classics;

import org.jspecify.annotations.NullMarked;
