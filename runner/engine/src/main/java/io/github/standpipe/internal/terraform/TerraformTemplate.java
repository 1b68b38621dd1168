package io.github.standpipe.internal.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plan or a state as a template.
 *
 * @param resources the resources by address, as {@code Resources} of a template
 * @param values what is known of a deployment: <code>address.Arn</code>, <code>address.Ref</code>
 *     and pseudo parameters such as {@code AWS::Region}
 */
public record TerraformTemplate(Term.Fields resources, Map<String, String> values) {
  private static final Pattern ADDRESS = Pattern.compile("(^|\\.)aws_[a-z0-9_]+\\.[\\w-]+");

  /**
   * Reads the output of {@code terraform show -json} or {@code tofu show -json}.
   *
   * @param text the text of the file
   * @param file the file, beside which the configuration may be
   * @return the template; empty for any other text
   * @throws Fault for a format that is not supported, and for an output of Terraform that is
   *     neither a plan nor a state
   */
  public static Optional<TerraformTemplate> read(String text, Path file) {
    if (!text.contains("\"format_version\"") && !text.contains("\"terraform_version\"")) {
      return Optional.empty();
    }
    Term root = root(text, file);
    if (root == null || !OutputFormat.isTerraform(root)) {
      return Optional.empty();
    }
    OutputFormat.check(root, file);
    Path folder = file.getParent();
    HclFolders folders = new HclFolders(folder == null ? Path.of("") : folder);
    DeployedObjects objects = new DeployedObjects(root);
    ValueResolver resolver = new ValueResolver(root, objects, new Modules(root, folders));
    Map<String, BuiltResource> built = new Conversion(objects, resolver).resources();
    Map<String, Term.Field> resources = new LinkedHashMap<>();
    built.forEach((address, one) -> resources.put(address, one.declaration()));
    return Optional.of(
        new TerraformTemplate(
            new Term.Fields(resources, root.at()), DeployedValues.of(objects, root)));
  }

  private static @Nullable Term root(String text, Path file) {
    try {
      return TermReader.read(text, file.toString());
    } catch (JsonProcessingException e) {
      return null; // the reader of templates reports it
    }
  }

  /**
   * {@return whether a name is the address of a resource, and not a logical id}
   *
   * @param name any name
   */
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name).find();
  }

  /**
   * {@return a name for a resource that Terraform names only during apply, and for its folder of
   * fixtures: {@code orders-this-0} for <code>module.orders.aws_pipes_pipe.this[0]</code>}
   *
   * @param address the address of a resource, or a logical id, which stays as it is
   */
  public static String shortName(String address) {
    return address
        .replaceAll("(^|\\.)module\\.", "$1")
        .replaceFirst("(^|.*?\\.|.*?]\\.)aws_\\w+\\.", "$1")
        .replaceAll("[^A-Za-z0-9_-]+", "-")
        .replaceFirst("-$", "");
  }
}
