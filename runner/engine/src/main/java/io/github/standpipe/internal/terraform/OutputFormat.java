package io.github.standpipe.internal.terraform;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What Terraform writes as JSON, and the commands that print what can be read. */
public final class OutputFormat {
  private static final String PLAN =
      "run terraform plan -out=plan and terraform show -json plan > plan.json, and name plan.json";

  private static final String NEITHER = "is not a plan or a state of Terraform; " + PLAN;

  /** A line of the messages that {@code terraform plan -json} prints. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "\\s*\\{[^\\n]*\"@module\"\\s*:\\s*\"(terraform|tofu)[^\\n]*\\n.*", Pattern.DOTALL);

  /** What {@code terraform show} and {@code terraform plan} print for people. */
  private static final Pattern FOR_PEOPLE =
      Pattern.compile(
          "(?m)^(Terraform|OpenTofu) (used the selected providers|will perform the following)"
              + "|^ *([-+~]|-/\\+|\\+/-)? *(resource|data) \"\\w+\" \"[\\w-]+\" \\{");

  private OutputFormat() {}

  /**
   * Rejects what Terraform prints besides the JSON of a plan or a state.
   *
   * @param file as it was named
   * @param text the text of the file
   * @throws Fault with the commands that make one
   */
  public static void refusePrinted(Path file, String text) {
    if (MESSAGE.matcher(text).matches()) {
      throw new Fault(file.toString(), "is the log of terraform plan -json; " + PLAN);
    }
    boolean mayBe = !text.stripLeading().startsWith("{") && !text.contains("Resources:");
    if (mayBe && FOR_PEOPLE.matcher(text).find()) {
      throw new Fault(file.toString(), "is what Terraform prints for people; " + PLAN);
    }
  }

  static boolean isTerraform(Term root) {
    boolean version =
        Term.at(root, "format_version") != null || Term.at(root, "terraform_version") != null;
    return version && Term.at(root, "Resources") == null;
  }

  /** Rejects what is neither a plan nor a state of a known version. */
  static void check(Term root, Path file) {
    if (Term.at(root, "format_version") == null && Term.at(root, "version") == null) {
      throw new Fault(file.toString(), NEITHER);
    }
    if (Term.at(root, "format_version") == null) {
      throw new Fault(
          file.toString(),
          "is Terraform's own state file; run terraform show -json > state.json, and name"
              + " state.json");
    }
    String version = String.valueOf(Term.text(Term.at(root, "format_version")));
    if (!version.matches("[01](\\..*)?")) {
      throw new Fault(
          file.toString(),
          "has format_version "
              + version
              + ", but only 0.x and 1.x are supported; use a"
              + " Terraform version that prints one of them");
    }
    boolean isEither =
        Term.at(root, "values") != null
            || Term.at(root, "planned_values") != null
            || Term.at(root, "terraform_version") != null;
    if (!isEither && Term.fields(root).size() > 1) {
      throw new Fault(file.toString(), NEITHER);
    }
    if (Term.isTrue(Term.at(root, "errored"))) {
      throw new Fault(
          file.toString(),
          "is a plan that ended with an error and is incomplete; mend what terraform plan reports,"
              + " and plan again");
    }
  }

  /**
   * Rejects a folder or a file of Terraform that is not the JSON of a plan or a state.
   *
   * @param file as it was named
   * @throws Fault with the commands that make one
   */
  public static void refuse(Path file) {
    String name = file.toString();
    if (name.matches(".*\\.(tf|tofu)(\\.json)?") || isFolder(file)) {
      throw new Fault(name, "is Terraform configuration; " + PLAN);
    }
    if (name.matches(".*\\.tfstate(\\.backup)?")) {
      throw new Fault(
          name,
          "is Terraform's own state file; run terraform show -json > state.json, and name"
              + " state.json");
    }
  }

  private static boolean isFolder(Path file) {
    return Files.isDirectory(file) && new HclFolders(file).body(file) != null;
  }

  /**
   * Rejects a plan as {@code terraform plan -out} writes it.
   *
   * @param file as it was named
   * @param start the first bytes of the file
   * @throws Fault with the command that makes JSON of it
   */
  public static void refuseBinary(Path file, byte[] start) {
    if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
      throw new Fault(
          file.toString(),
          "is an archive; if it is a plan of Terraform, run terraform show -json "
              + file.getFileName()
              + " > plan.json, and name plan.json");
    }
  }
}
