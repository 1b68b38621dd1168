package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;

/** Files that are mistaken for a template, and where the real template is. */
final class OtherFormats {
  private OtherFormats() {}

  /** Describes a file without Resources. */
  static Fault fault(Path file, Value.Mapping root) {
    return new Fault(file.toString(), what(root));
  }

  private static String what(Value.Mapping root) {
    if (root.get("service").isPresent() && root.get("provider").isPresent()) {
      return "is a Serverless Framework file; run serverless package and name"
          + " .serverless/cloudformation-template-update-stack.json";
    }
    if (root.get("artifacts").isPresent()) {
      return "is the CDK's list of its output; name its folder, or a .template.json in it";
    }
    return "has no Resources; a template declares its pipes there";
  }
}
