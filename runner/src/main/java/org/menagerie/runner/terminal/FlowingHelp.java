package org.menagerie.runner.terminal;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Help whose descriptions of options and parameters flow over the width that there is. picocli
 * keeps the ends of their lines as they stand in the source, and so breaks each line twice.
 */
public final class FlowingHelp extends Help {
  /** What ends a line of a list, which is one string then. */
  public static final String BREAK = "%n";

  public FlowingHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  @Override
  public IOptionRenderer createDefaultOptionRenderer() {
    IOptionRenderer renderer = super.createDefaultOptionRenderer();
    return (option, labels, colors) ->
        flowing(renderer.render(option, labels, colors), option.description());
  }

  @Override
  public IParameterRenderer createDefaultParameterRenderer() {
    IParameterRenderer renderer = super.createDefaultParameterRenderer();
    return (parameter, labels, colors) ->
        flowing(renderer.render(parameter, labels, colors), parameter.description());
  }

  /** The rows of a table made one, whose last cell has all that theirs have. */
  private static Text[][] flowing(Text[][] rows, String... description) {
    if (description.length < 2) {
      return rows;
    }
    Text[] row = rows[0].clone();
    int last = row.length - 1;
    for (Text[] next : List.of(rows).subList(1, rows.length)) {
      row[last] = row[last].concat(" ").concat(next[last]);
    }
    return new Text[][] {row};
  }
}
