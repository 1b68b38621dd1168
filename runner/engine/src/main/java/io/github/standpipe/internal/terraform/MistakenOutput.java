package io.github.standpipe.internal.terraform;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Texts of Terraform and OpenTofu that are easily taken for the JSON of a plan or a state. */
public final class MistakenOutput {
  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:\\s*(?:#|//).*\\R|\\s*\\R)*\\s*"
              + "(?:(?:resource|data) \"\\w+\" \"[\\w-]+\"|(?:module|variable|provider|output)"
              + " \"[\\w-]+\"|terraform|locals)\\s*\\{[\\s\\S]*");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?m)^(?:(?:Terraform|OpenTofu) (?:used the selected providers|will perform the"
              + " following)|No changes\\. Your infrastructure matches|Plan: \\d+ to"
              + " (?:add|import)|The state file is empty\\. No resources"
              + "| *(?:[-+~]|-/\\+|\\+/-) resource \"\\w+\" \"[\\w-]+\" \\{)");
  private static final Pattern EVENT =
      Pattern.compile("\\A\\s*\\{[^\\n]*\"@module\"\\s*:\\s*\"(?:terraform|tofu)\\.ui\"");
  private static final Pattern LATE = Pattern.compile("\\{\\s*\"format_version\"\\s*:");

  private MistakenOutput() {}

  /**
   * Rejects a text of Terraform that is not JSON of a plan or a state.
   *
   * @param text the text of the file
   * @param file as it was named
   * @throws Fault with the command that makes the JSON
   */
  public static void refuse(String text, Path file) {
    String what = what(text);
    if (!what.isEmpty()) {
      throw new Fault(file.toString(), what);
    }
  }

  private static String what(String text) {
    if (EVENT.matcher(text).find()) {
      return "is the log of a command with -json; " + OutputFormat.PLAN;
    }
    String plain = text.indexOf('\u001b') < 0 ? text : STYLE.matcher(text).replaceAll("");
    String start = plain.stripLeading();
    if (start.startsWith("{")) {
      return encrypted(start)
          ? "is an encrypted file of OpenTofu; " + OutputFormat.STATE.replace("terraform", "tofu")
          : "";
    }
    if (LATE.matcher(plain).find()) {
      return "has other text before the JSON; redirect only what terraform show -json prints";
    }
    if (BLOCK.matcher(plain).matches()) {
      return "is Terraform configuration; " + OutputFormat.PLAN;
    }
    boolean mayBe = !plain.contains("Resources:");
    return mayBe && PLAIN.matcher(plain).find()
        ? "is a plan in plain text; " + OutputFormat.PLAN
        : "";
  }

  private static boolean encrypted(String text) {
    return text.contains("\"encrypted_data\"") && text.contains("\"encryption_version\"");
  }
}
