package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class YamlScalarsTest {
  private static Value.Scalar scalar(String yaml, YamlNotes notes) {
    Value root = YamlValues.read("k: " + yaml, "t.yaml", notes);
    return (Value.Scalar) ((Value.Mapping) root).get("k").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "011, 9, true",
    "0b1010, 10, true",
    "0x1F, 31, true",
    "1_000, 1000, true",
    "10:00, 600, true",
    "-10:00, -600, true",
    "1:30.5, 90.5, true",
    "+5, 5, true",
    "000123456712, 21913034, true",
    "yes, true, true",
    "OFF, false, true",
    "True, true, false",
    "089765432101, 089765432101, true",
    "2026-02-28, 2026-02-28, true",
    "2012-10-17, 2012-10-17, false",
    "0, 0, false",
    "-7, -7, false",
    "1.50, 1.50, false",
    "text, text, false",
    "'\"011\"', 011, false",
    "'\"yes\"', yes, false",
    "!Sub 011, 011, false",
  })
  void isWhatYaml11MakesOfIt(String yaml, String text, boolean noted) {
    YamlNotes notes = new YamlNotes(false);
    if (yaml.startsWith("!")) {
      assertThat(YamlValues.read("k: " + yaml, "t.yaml", notes).toString()).contains(text);
    } else {
      assertThat(scalar(yaml, notes).text()).isEqualTo(text);
    }
    assertThat(notes.all()).hasSize(noted ? 1 : 0);
  }

  /** Whole numbers and booleans in random spellings, compared with the library's own loader. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithALoaderOfYaml11(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 4000; i++) {
      StringBuilder text = new StringBuilder();
      String letters = "0011223456789:_-+xbaF";
      for (int c = 0; c <= random.nextInt(8); c++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      Object loaded = load("k: " + text);
      if (loaded instanceof Number || loaded instanceof Boolean) {
        Value.Scalar read = scalar(text.toString(), new YamlNotes(false));
        assertThat(read.text()).as(text.toString()).isEqualTo(loaded.toString());
      }
    }
  }

  private static Object load(String yaml) {
    try {
      Map<String, Object> root = new Yaml().load(yaml);
      Object value = root.get("k");
      return value instanceof Float || value instanceof Double ? "" : value == null ? "" : value;
    } catch (RuntimeException e) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 5000})
  void anyNumberOfAliasesIsRead(int aliases) {
    StringBuilder yaml = new StringBuilder("Transform: AWS::Serverless-2016-10-31\nMetadata:\n");
    yaml.append("  M: &m {a: b}\n");
    for (int i = 0; i < aliases; i++) {
      yaml.append("  M").append(i).append(": *m\n");
    }
    yaml.append("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n");
    TemplateEdit edit = TemplateEdit.of(Path.of("t.yaml"), yaml.toString());

    assertThat(edit.with("R:\n  Type: AWS::SQS::Queue\n"))
        .isEqualTo(yaml + "\n  R:\n    Type: AWS::SQS::Queue\n");
  }
}
