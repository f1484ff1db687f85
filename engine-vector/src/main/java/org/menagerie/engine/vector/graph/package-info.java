/** A network parsed into a graph of nodes, and fused into as few passes over memory as possible. */
@NullMarked
package org.menagerie.engine.vector.graph;

import org.jspecify.annotations.NullMarked;
