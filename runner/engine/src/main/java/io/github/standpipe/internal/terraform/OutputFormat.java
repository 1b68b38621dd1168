package io.github.standpipe.internal.terraform;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Terraform writes as JSON, and the commands that print what can be read. */
public final class OutputFormat {
  static final String PLAN =
      "run terraform plan -out=plan and terraform show -json plan > plan.json, and name plan.json";
  static final String STATE = "run terraform show -json > state.json, and name state.json";

  private static final String NEITHER = "is not a plan or a state of Terraform; " + PLAN;

  private OutputFormat() {}

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
      boolean state = Term.at(root, "lineage") != null || Term.at(root, "serial") != null;
      throw new Fault(
          file.toString(),
          state
              ? "is Terraform's own state file; " + STATE
              : "is not a plan or a state of Terraform; " + PLAN);
    }
    if (Term.isTrue(Term.at(root, "errored"))) {
      throw new Fault(
          file.toString(),
          "is a plan that ended with an error, so it lacks resources; mend that error and "
              + PLAN.replaceFirst("^run", "run again"));
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
      throw new Fault(name, "is Terraform's own state file; " + STATE);
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
