package ${package};

import org.menagerie.testkit.ZooContract;

/** Holds every model that the service file names to what Menagerie asks of all. */
final class ZooTest extends ZooContract {}
