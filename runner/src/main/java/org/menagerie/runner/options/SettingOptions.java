package org.menagerie.runner.options;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.terminal.FlowingHelp;
import org.menagerie.training.recipe.RecipeSetting;
import org.menagerie.training.recipe.RecipeSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * What the command line changes of a recipe: options for single settings, and {@code --set} for
 * all, made of what {@link RecipeSettings} declares.
 */
final class SettingOptions {
  /** Two numbers or more; no setting takes them as they are, but for {@link #NAMES}. */
  private static final Pattern NUMBERS =
      Pattern.compile(" *[-+]?[\\d.]+(e[-+]?\\d+)? *(, *[-+]?[\\d.]+(e[-+]?\\d+)? *)+");

  /** The setting whose values are lists of names, which can be numbers. */
  private static final String NAMES = "freeze";

  private final Map<RecipeSetting, OptionSpec> options = new LinkedHashMap<>();
  private final OptionSpec set =
      OptionSpec.builder("--set")
          .paramLabel("KEY=VALUE")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(help())
          .build();

  @Spec
  void addTo(CommandSpec command) {
    for (RecipeSetting setting : RecipeSettings.ALL) {
      setting.option().ifPresent(name -> options.put(setting, option(setting, name)));
    }
    options.values().forEach(command::addOption);
    command.addOption(set);
  }

  private static OptionSpec option(RecipeSetting setting, String name) {
    String description = setting.description();
    return OptionSpec.builder("--" + name)
        .paramLabel(setting.optionLabel().orElseThrow())
        .type(String.class)
        .description(
            description.substring(0, 1).toUpperCase(Locale.ROOT) + description.substring(1) + ".")
        .build();
  }

  private static String help() {
    List<String> lines = new ArrayList<>();
    lines.add("Sets any key of the recipe; can be repeated:");
    RecipeSettings.ALL.forEach(
        setting -> lines.add("%s: %s".formatted(setting.key(), setting.description())));
    return String.join(FlowingHelp.BREAK, lines);
  }

  /** The key of a recipe that an option of its own sets, such as {@code batch-size}. */
  static Optional<String> settingOf(String option) {
    return RecipeSettings.ALL.stream()
        .filter(setting -> setting.option().equals(Optional.of(option)))
        .map(RecipeSetting::key)
        .findFirst();
  }

  /** Settings in the order in which they are applied: those of {@code --set} first. */
  Map<String, String> overrides() {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> asTyped = new HashMap<>();
    List<String> settings = requireNonNullElse(set.getValue(), List.of());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "--set takes KEY=VALUE, such as --set momentum=0.9, not \"%s\".".formatted(setting));
      }
      String key = setting.substring(0, equals).strip();
      requireOnce(key, "--set " + setting, asTyped);
      values.put(key, setting.substring(equals + 1));
    }
    options.forEach(
        (setting, option) -> {
          @Nullable String value = option.getValue();
          if (value != null) {
            requireOnce(setting.key(), option.longestName() + " " + value, asTyped);
            values.put(setting.key(), value);
          }
        });
    return values;
  }

  /**
   * The settings of a grid: every combination of the numbers that settings have several of, such as
   * {@code lr=0.01,0.03}; otherwise those alone.
   */
  List<Map<String, String>> grid() {
    List<Map<String, String>> grid = new ArrayList<>(List.of(new LinkedHashMap<>()));
    overrides()
        .forEach(
            (key, value) -> {
              List<String> values =
                  NUMBERS.matcher(value).matches() && !key.equals(NAMES)
                      ? List.of(value.split(",", -1))
                      : List.of(value);
              List<Map<String, String>> finer = new ArrayList<>();
              for (Map<String, String> point : grid) {
                for (String one : values) {
                  Map<String, String> further = new LinkedHashMap<>(point);
                  further.put(key, one.strip());
                  finer.add(further);
                }
              }
              grid.clear();
              grid.addAll(finer);
            });
    return grid;
  }

  private static void requireOnce(String key, String typed, Map<String, String> asTyped) {
    String before = asTyped.put(key, typed);
    if (before != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is set twice, by %s and by %s: leave one of them out.".formatted(key, before, typed));
    }
  }
}
