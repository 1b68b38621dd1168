package io.github.standpipe.internal.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.jsonata.JsonataTokens.Kind;
import io.github.standpipe.internal.jsonata.JsonataTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonataTokensTest {
  private static String shown(String expression) {
    return JsonataTokens.of(expression).stream()
        .map(token -> token.kind().name().charAt(0) + ":" + token.text())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "$states.input[0].a; V:$states O:. N:input O:[ N:0 O:] O:. N:a",
        "a/b/c; N:a O:/ N:b O:/ N:c",
        "(/b/); O:( R:/b/ O:)",
        "$x ~> /[/]\\//im; V:$x O:~> R:/[/]\\//im",
        "'it''s' & \"/*\" /* ' */ & 1; S:'it' S:'s' O:& S:\"/*\" O:& N:1",
        "`a b`.and and or; N:`a b` O:. N:and O:and N:or",
        "function($x)<a<n>:n>{$x / 2}; N:function O:( V:$x O:) O:{ V:$x O:/ N:2 O:}",
        "1.5e-3..2; N:1.5e-3 O:.. N:2",
        "$.*.%.**[$$ = ?]; V:$ O:. O:* O:. O:% O:. O:** O:[ V:$$ O:= O:? O:]",
        "'open; S:'open",
        "/open; R:/open",
      })
  void areSplitAsTheLibraryDoes(String expression, String tokens) {
    assertThat(shown(expression)).isEqualTo(tokens);
  }

  /** Expressions built from known tokens, with blanks and comments in between. */
  @Test
  void areFoundWhateverSurroundsThem() {
    Random random = new Random(17);
    List<String> values =
        List.of("'$a[0]'", "\"/b/\"", "`c.d`", "$e", "$$", "/f('\\/)/i", "12", "3.4", "null", "g");
    List<String> operators = List.of("+", "/", "*", "and", "in", ":=", "..", ".", "~>", ",", "?");
    List<String> gaps = List.of(" ", "\n", "\t ", "/* $x /y/ '*/", " /**/ ");
    for (int round = 0; round < 20_000; round++) {
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        if (i > 0) {
          append(expected, text, operators, random);
          text.append(gaps.get(random.nextInt(gaps.size())));
        }
        append(expected, text, values, random);
        text.append(gaps.get(random.nextInt(gaps.size())));
      }
      assertThat(JsonataTokens.of(text.toString()))
          .as(text.toString())
          .extracting(Token::text)
          .isEqualTo(expected);
    }
  }

  private static void append(
      List<String> expected, StringBuilder text, List<String> from, Random random) {
    String one = from.get(random.nextInt(from.size()));
    expected.add(one);
    text.append(one);
  }

  /** Any text has tokens, which lie in it one behind the other. */
  @Test
  void neverLeaveTheText() {
    Random random = new Random(18);
    String some = "$a.[]{}()'\"`/\\*?:=<>~ \n1e+-|^@#%&!;,λé\ud83d\ude00";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(some.charAt(random.nextInt(some.length())));
      }
      int at = 0;
      for (Token token : JsonataTokens.of(text.toString())) {
        assertThat(token.start()).as(text.toString()).isGreaterThanOrEqualTo(at);
        assertThat(token.text()).isEqualTo(text.substring(token.start(), token.end())).isNotEmpty();
        assertThat(token.kind()).isIn((Object[]) Kind.values());
        at = token.end();
      }
    }
  }
}
