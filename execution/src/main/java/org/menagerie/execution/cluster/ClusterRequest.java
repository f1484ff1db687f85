package org.menagerie.execution.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.menagerie.plugins.PluginSources;

/**
 * What a cluster is to do.
 *
 * @param master its address, as its own programs take it
 * @param home folder of its software; empty for the one beside the distribution
 * @param engines that are trained on
 * @param threads of each training
 * @param plugins that trainings need
 * @param checkpoints URI of a folder that all its machines reach, for what a run resumes from if
 *     its machine is lost
 * @param log file for what its software prints, in a folder that is there
 */
public record ClusterRequest(
    String master,
    Optional<Path> home,
    Set<String> engines,
    int threads,
    PluginSources plugins,
    Optional<String> checkpoints,
    Path log) {}
