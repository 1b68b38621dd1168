package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.internal.terraform.MistakenOutput;
import io.github.standpipe.internal.terraform.OutputFormat;
import io.github.standpipe.internal.terraform.TerraformTemplate;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The text of a template file. */
final class TemplateText {
  private static final Shape TEMPLATE =
      new Shape("template", "a template is a mapping with Resources");
  static final Shape DEFINITION =
      new Shape("definition", "a definition is a mapping with StartAt and States");

  private TemplateText() {}

  /** What a file is expected to be. */
  record Shape(String name, String description) {}

  /**
   * A template as it is written.
   *
   * @param isJson whether it looks like JSON, as a YAML mapping in braces does too
   */
  record Raw(String text, boolean isJson) {}

  /**
   * Reads a file.
   *
   * @throws Fault for one that cannot be read, or whose name shows that it is not a template
   */
  static Raw raw(Path file) {
    OutputFormat.refuse(file);
    String text = text(file);
    return raw(file, text);
  }

  private static Raw raw(Path file, String text) {
    String bare = TemplateEdit.withoutMark(text);
    boolean json = bare.stripLeading().startsWith("{") || file.toString().endsWith(".json");
    return new Raw(text, json && !bare.isBlank());
  }

  /** The top-level mapping of a template. */
  static Value.Mapping read(Path file) {
    return read(file, new YamlNotes(false));
  }

  /**
   * The top-level mapping of a template, with what it includes from local files.
   *
   * @param texts the files that have another text
   * @throws Fault for a file that is not a template
   */
  static Value.Mapping template(Path file, Map<Path, String> texts, YamlNotes notes) {
    String given = texts.get(file.toAbsolutePath().normalize());
    Value.Mapping root =
        Includes.in(
            mapping(file, given == null ? raw(file) : raw(file, given), notes, TEMPLATE),
            file,
            texts);
    if (root.get("Resources").isEmpty()) {
      throw OtherFormats.fault(file, root);
    }
    return root;
  }

  /** The top-level mapping of a template that has another text than its file. */
  static Value.Mapping read(Path file, String text) {
    return mapping(file, raw(file, text), new YamlNotes(false), TEMPLATE);
  }

  /**
   * The top-level mapping of a template, with notes about values that do not mean what they look
   * like.
   */
  static Value.Mapping read(Path file, YamlNotes notes) {
    return mapping(file, raw(file), notes, TEMPLATE);
  }

  private static Value.Mapping mapping(Path file, Raw raw, YamlNotes notes, Shape shape) {
    String text = TemplateEdit.withoutMark(raw.text());
    MistakenOutput.refuse(text, file);
    Optional<TerraformTemplate> terraform =
        raw.isJson() ? TerraformTemplate.read(text, file) : Optional.empty();
    if (terraform.isPresent()) {
      return TerraformValues.root(terraform.get());
    }
    Value root =
        raw.isJson() ? json(text, file, notes) : YamlValues.read(text, file.toString(), notes);
    return switch (root) {
      case Value.Mapping mapping -> mapping;
      case Value.Call(String function, Value argument, Place at) when function.startsWith("Fn::") ->
          new Value.Mapping(Map.of(function, new Value.Entry(at, argument)), at);
      case Value.Nothing nothing -> throw new Fault(file.toString(), "is empty");
      case Value other ->
          throw new Fault(
              file.toString(),
              "is not a " + shape.name() + " but " + other.kind() + "; " + shape.description());
    };
  }

  /**
   * The top-level mapping of a state machine's definition.
   *
   * @param given its text if it has another one than its file, else null
   * @param change what is substituted in its text before it is read
   * @throws Fault for one that cannot be read, and if it is not a mapping
   */
  static Value.Mapping definition(Path file, @Nullable String given, UnaryOperator<String> change) {
    Raw raw = given == null ? raw(file) : raw(file, given);
    Raw changed = new Raw(change.apply(raw.text()), raw.isJson());
    return mapping(file, changed, new YamlNotes(false), DEFINITION);
  }

  private static Value json(String text, Path file, YamlNotes notes) {
    try {
      return JsonValues.read(text, file.toString(), notes);
    } catch (JsonProcessingException e) {
      // a YAML mapping may also begin with a brace
      if (file.toString().matches(".*\\.ya?ml")) {
        return YamlValues.read(text, file.toString(), notes);
      }
      throw new Fault(file + Json.place(e), "is not JSON: " + Json.reason(e));
    }
  }

  private static String text(Path file) {
    try {
      Optional<String> wide = WideText.read(file);
      return wide.isPresent() ? wide.get() : Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Fault(file.toString(), "does not exist");
    } catch (CharacterCodingException e) {
      OutputFormat.refuseBinary(file, start(file));
      throw new Fault(file.toString(), "cannot be read as UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      String why =
          Files.isDirectory(file) ? "is a folder; name the template in it" : "cannot be read";
      throw new Fault(file.toString(), why);
    }
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(2);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
