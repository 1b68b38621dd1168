package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.JsonRuleCompiler;

/** Every message of event-ruler's compiler has advice. */
class PatternAdviceTest {

  /** The string constants of a class. */
  private static Set<String> texts(String name) throws IOException {
    Map<Integer, String> utf = new HashMap<>();
    Set<Integer> strings = new TreeSet<>();
    try (InputStream file =
            Objects.requireNonNull(JsonRuleCompiler.class.getResourceAsStream(name));
        DataInputStream in = new DataInputStream(file)) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int at = 1; at < count; at++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> utf.put(at, in.readUTF());
          case 8 -> strings.add(in.readUnsignedShort());
          case 7, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 5, 6 -> {
            in.skipNBytes(8);
            at++;
          }
          default -> in.skipNBytes(4);
        }
      }
    }
    Set<String> texts = new TreeSet<>();
    strings.forEach(at -> texts.add(utf.getOrDefault(at, "")));
    return texts;
  }

  @Test
  void knowsEachMessageOfTheCompiler() throws IOException {
    Set<String> sentences = texts("JsonRuleCompiler.class");
    sentences.addAll(texts("ComparableNumber.class"));
    // parts of longer messages, or unreachable ones
    sentences.removeAll(
        List.of(
            "Value of ",
            " must be numeric",
            "Match value must be ",
            "String, number, true, false, or null",
            ", number, true, false, or null",
            "Reached a line which is supposed completely unreachable."));
    sentences.removeIf(text -> !text.strip().contains(" "));
    assertThat(sentences).hasSizeGreaterThan(30);
    assertThat(sentences)
        .allSatisfy(
            text -> assertThat(PatternAdvice.known(text.replace("%s", "x"))).as(text).isPresent());
  }

  @Test
  void keepsNoWordOfTheMessage() {
    assertThat(PatternAdvice.of("Something new at VALUE_NULL|START"))
        .isEqualTo("event-ruler does not accept it; use the operators that Pipes documents");
  }
}
