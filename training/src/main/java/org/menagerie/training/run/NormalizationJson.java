package org.menagerie.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.menagerie.api.recipe.Normalization;

/**
 * The stored form of a normalization. What was added later is left out where it says nothing, since
 * the names of runs are derived from it.
 */
record NormalizationJson(
    double mean,
    double std,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NormalizationJson> channels,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean ofData) {

  NormalizationJson {
    // Not there where all channels have the same.
    channels = channels == null ? List.of() : channels;
  }

  static NormalizationJson of(Normalization normalization) {
    return new NormalizationJson(
        normalization.mean(),
        normalization.std(),
        normalization.channels().stream().map(NormalizationJson::of).toList(),
        normalization.ofData());
  }

  Normalization normalization() {
    List<Normalization> each = channels.stream().map(NormalizationJson::normalization).toList();
    return ofData ? Normalization.measured(mean, std, each) : Normalization.of(mean, std, each);
  }
}
