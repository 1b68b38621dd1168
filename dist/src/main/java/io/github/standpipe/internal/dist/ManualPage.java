package io.github.standpipe.internal.dist;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's manual page in roff, with the texts of its help. */
final class ManualPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  ManualPage(CommandSpec command) {
    this.command = command;
  }

  String text() {
    UsageMessageSpec usage = command.usageMessage();
    String name = command.qualifiedName("-");
    line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"Standpipe\" \"Standpipe\"");
    section("NAME");
    line(escaped(name) + " \\- " + escaped(firstSentence(usage.description())));
    section("SYNOPSIS");
    line(escaped(synopsis()));
    section("DESCRIPTION");
    for (String part : usage.description()) {
      paragraph(part);
    }
    arguments();
    commands();
    exitCodes(usage.exitCodeList());
    for (String part : usage.footer()) {
      paragraph(part);
    }
    return page.toString();
  }

  private static String firstSentence(String... description) {
    String all = plain(String.join(" ", description));
    int end = all.indexOf(". ");
    String first = end < 0 ? all : all.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private String synopsis() {
    Help help = command.commandLine().getHelp();
    return help.synopsis(0).lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private void arguments() {
    List<PositionalParamSpec> parameters =
        command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    if (!parameters.isEmpty()) {
      section("ARGUMENTS");
      parameters.forEach(each -> item(bold(each.paramLabel()), each));
    }
    section("OPTIONS");
    command.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> item(names(option), option));
  }

  private static String names(OptionSpec option) {
    String names =
        List.of(option.names()).stream().map(ManualPage::bold).collect(Collectors.joining(", "));
    boolean takesOne = option.arity().max() > 0;
    return takesOne ? names + " \\fI" + escaped(option.paramLabel()) + "\\fR" : names;
  }

  private void item(String names, ArgSpec argument) {
    line(".TP");
    line(names);
    line(protectedLine(escaped(plain(String.join(" ", argument.description())))));
  }

  private void commands() {
    List<CommandSpec> below = CommandPages.below(command);
    if (!below.isEmpty()) {
      section("COMMANDS");
      for (CommandSpec each : below) {
        line(".TP");
        line(bold(each.qualifiedName("-")) + "(1)");
        line(protectedLine(escaped(firstSentence(each.usageMessage().description()))));
      }
    }
  }

  private void exitCodes(Map<String, String> codes) {
    if (!codes.isEmpty()) {
      section("EXIT STATUS");
      codes.forEach((code, meaning) -> {
        line(".TP");
        line(bold(code.strip()));
        line(protectedLine(escaped(plain(meaning))));
      });
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void paragraph(String text) {
    if (!text.isBlank()) {
      line(".PP");
      line(protectedLine(escaped(plain(text))));
    }
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  /** Without the marks of picocli, such as %n for a new line. */
  private static String plain(String text) {
    return text.replace("%n", " ").replace("%%", "%").replaceAll("\\s+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  /** A line that begins with a dot or an apostrophe would be a request. */
  private static String protectedLine(String text) {
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
