package io.github.standpipe.check;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text resources beside classes. */
final class PageText {
  private static final String BUILT_IN = "rules.md";

  private PageText() {}

  static String of(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new Fault(
            owner.getName(), "there is no resource " + resource + " beside it; add it to its jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Fault(owner.getName() + ": resource " + resource + " cannot be read", e);
    }
  }

  /** The page of the built-in rules; Maven copies it beside this class. */
  static String ofBuiltInRules() {
    String home = System.getProperty("standpipe.home", "");
    Path page = Path.of(home, "docs", BUILT_IN);
    // classes compiled by something else, such as an editor, have only the original
    boolean copied = PageText.class.getResource(BUILT_IN) != null;
    try {
      return copied || !Files.exists(page)
          ? of(PageText.class, BUILT_IN)
          : Files.readString(page, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Fault(page + ": cannot be read", e);
    }
  }
}
