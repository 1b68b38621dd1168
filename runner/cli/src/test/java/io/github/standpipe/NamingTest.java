package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A name means one thing in all modules, see docs/glossary.md. */
class NamingTest {
  private static final Pattern METHOD =
      Pattern.compile(
          "(?m)^\\s+(?:@\\w+ )*(?:(?:public|private|protected|static|default|final|synchronized"
              + "|abstract) )*([\\w.<>\\[\\], ?@]+?) (told|tell|named|given|seen|refused)\\(");
  private static final Pattern RECORD = Pattern.compile("\\brecord \\w+(?:<[^>]*>)?\\(([^{]*?)\\)");
  private static final Pattern COMPONENT =
      Pattern.compile("\\b(told|tell|named|given|seen|refused)\\s*(?:,|$)");

  private static List<Path> sources() throws IOException {
    return ModuleFolders.javaFiles(ModuleFolders.all(), "src/main/java").stream()
        .filter(file -> !file.endsWith("package-info.java"))
        .toList();
  }

  @Test
  void noTwoTypesHaveTheSameSimpleName() throws IOException {
    Map<String, List<String>> byName = new TreeMap<>();
    for (Path source : sources()) {
      String name = String.valueOf(source.getFileName());
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(source.toString());
    }
    assertThat(byName).hasSizeGreaterThan(700);
    assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  @Test
  void noMethodIsNamedByAParticipleThatSaysNothing() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      Matcher method = METHOD.matcher(text);
      while (method.find()) {
        if (!method.group(1).strip().matches("return|new|else|throw")) {
          found.add(source + ": " + method.group(2) + "()");
        }
      }
      Matcher type = RECORD.matcher(text);
      while (type.find()) {
        Matcher component = COMPONENT.matcher(type.group(1));
        while (component.find()) {
          found.add(source + ": component " + component.group(1));
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
