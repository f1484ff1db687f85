package org.menagerie.training.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.training.recipe.RecipeSettings;

/**
 * A request for a run, in names.
 *
 * @param zoo the model's zoo
 * @param model the model's name
 * @param engine the engine's name
