package org.menagerie.training.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.model.ModelId;

/**
 * A request for a teacher, in names.
 *
 * @param runOrFile a run's folder, one of its checkpoints, or another safetensors file
 * @param model of the weights; empty for the run's own, or for the student's where there is no run
 */
public record TeacherRequest(Path runOrFile, Optional<ModelId> model) {}
