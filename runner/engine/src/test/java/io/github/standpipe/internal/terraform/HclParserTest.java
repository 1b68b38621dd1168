package io.github.standpipe.internal.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HclParserTest {
  private static HclBody.Block block(HclBody body, String... labels) {
    return Objects.requireNonNull(body.block("resource", labels));
  }

  private static String place(HclBody body, String attribute) {
    SourcePlace at = Objects.requireNonNull(body.argument(attribute)).at();
    return at.line() + ":" + at.column();
  }

  @Test
  void findsBlocksAndAttributesAmongStringsHeredocsAndComments() {
    HclBody body =
        HclParser.file(
            """
            # resource "aws_sqs_queue" "no" {
            /* resource "aws_sqs_queue" "neither" {
               } */
            resource "aws_sqs_queue" "a" { // {
              name = "a}${lookup({ x = "}" }, "x")}\\"{" # }
              policy = <<-EOT
                resource "aws_sqs_queue" "inside" {
                "}
                EOT
              count = var.on ? 1 : 0
              tags = {
                "a" = [for x in var.all : { y = x }]
              }
              redrive_policy = jsonencode({
                maxReceiveCount = 5
              })
            }
            resource "aws_pipes_pipe" "b" {
              source_parameters {
                dynamic "filter_criteria" {
                  for_each = [1]
                  content {
                    filter { pattern = "x" }
                  }
                }
              }
              name = "b"
            }
            """,
            "main.tf");
    assertThat(body.blocks("resource").map(HclBody.Block::labels))
        .containsExactly(List.of("aws_sqs_queue", "a"), List.of("aws_pipes_pipe", "b"));
    HclBody queue = block(body, "aws_sqs_queue", "a").body();
    assertThat(block(body, "aws_sqs_queue", "a").at().line()).isEqualTo(4);
    assertThat(place(queue, "name")).isEqualTo("5:3");
    assertThat(place(queue, "policy")).isEqualTo("6:3");
    assertThat(place(queue, "count")).isEqualTo("10:3");
    assertThat(place(queue, "redrive_policy")).isEqualTo("14:3");
    assertThat(queue.expression("count")).isInstanceOf(HclExpression.Choice.class);
    assertThat(queue.expression("redrive_policy")).isInstanceOf(HclExpression.Invocation.class);
    HclBody pipe = block(body, "aws_pipes_pipe", "b").body();
    HclBody parameters = pipe.nested("source_parameters").getFirst().body();
    HclBody.Block criteria = parameters.nested("filter_criteria").getFirst();
    assertThat(criteria.body().nested("filter").getFirst().at().line()).isEqualTo(23);
    assertThat(place(pipe, "name")).isEqualTo("27:3");
  }

  @Test
  void unindentsAHeredocAndReadsItsInterpolations() {
    HclBody body = HclParser.file("a = <<-X\n    b ${c.d} $${e}\n      f\n    X\ng = 1\n", "m");
    assertThat(body.expression("a"))
        .isInstanceOfSatisfying(
            HclExpression.Template.class,
            template -> {
              assertThat(template.parts()).hasSize(3);
              assertThat(template.parts().get(2))
                  .isInstanceOfSatisfying(
                      HclExpression.Literal.class,
                      end -> assertThat(Term.text(end.term())).isEqualTo(" ${e}\n  f\n"));
            });
    assertThat(place(body, "g")).isEqualTo("5:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a =",
        "a = \"",
        "a = <<X",
        "a = [",
        "a = {",
        "a = f(",
        "b \"",
        "b {",
        "}",
        "= 1",
        "a = ${",
        "a = \"${",
        "a = \"%{ if x }y%{ endif }\"",
        "a = x[",
        "a = x.",
        "a = 1 +",
        "\"a\"",
        "a = -",
        "a = !",
        "a = x ? y",
        "a = x ? y :",
        "/*",
        "<<",
        "a = <<-X\n",
        "a = \"\\u12\""
      })
  void endsOnAnyText(String text) {
    assertThat(HclParser.file(text, "main.tf")).isNotNull();
    assertThat(HclParser.template(text, "main.tf")).isNotNull();
  }

  @Test
  void endsOnDeepNesting() {
    for (String one : List.of("[", "{", "(", "a {", "\"${", "x[", "f(", "!", "-")) {
      assertThat(HclParser.file("a = " + one.repeat(20_000), "main.tf")).isNotNull();
      assertThat(HclParser.file(one.repeat(20_000), "main.tf")).isNotNull();
    }
  }

  /** Each attribute of a random body is found where it was written, whatever is around it. */
  @Test
  void findsEachAttributeOfRandomBodies() {
    for (long seed = 0; seed < 300; seed++) {
      RandomBody made = new RandomBody(new Random(seed));
      HclBody body = HclParser.file(made.text(), "main.tf");
      for (RandomBody.Written one : made.written()) {
        HclBody.Block block = block(body, "t", one.block());
        assertThat(place(block.body(), one.name()))
            .as("seed %s: %s", seed, one)
            .isEqualTo(one.place());
      }
    }
  }

  private static final class RandomBody {
    record Written(String block, String name, String place) {}

    private static final List<String> VALUES =
        List.of(
            "1",
            "\"}\"",
            "\"# { // /* \\\" ${x[\"}\"].y} $${ {\"",
            "[1, \"]\", { a = 2 }]",
            "{\n  b = \"}\" # }\n  \"c\" : [for x in y : \"}\"]\n}",
            "jsonencode({\n  d = x.y // {\n})",
            "<<E\n}{ \"\n#\nE",
            "<<-E\n  ${a.b}\n  \"}\n  E",
            "x ? \"{\" : (\n  y\n)",
            "a.b[0].c[*].d",
            "1 +\n  2 * f(\n    \"(\"\n  )",
            "!x && y",
            "-1.5e3",
            "\"%{ if a }}{%{ endif }\"");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Written> written = new ArrayList<>();

    RandomBody(Random random) {
      this.random = random;
      for (int i = 0; i < 5; i++) {
        noise();
        block("b" + i);
      }
    }

    private void noise() {
      text.append(
          switch (random.nextInt(5)) {
            case 0 -> "# { \" <<E\n";
            case 1 -> "/* resource \"t\" \"x\" {\n } \" */\n";
            case 2 -> "  // }\r\n";
            case 3 -> "locals {\n  z = \"}\"\n}\n";
            default -> "\n";
          });
    }

    private void block(String name) {
      text.append("resource \"t\" \"").append(name).append("\" {\n");
      for (int i = 0; i < 4; i++) {
        if (random.nextInt(3) == 0) {
          text.append("  nested {\n    a = ").append(value()).append("\n  }\n");
        }
        text.append(" ".repeat(random.nextInt(4)));
        int start = text.lastIndexOf("\n") + 1;
        long line = text.chars().filter(c -> c == '\n').count() + 1;
        written.add(new Written(name, "a" + i, line + ":" + (text.length() - start + 1)));
        text.append("a").append(i).append(" = ").append(value());
        text.append(random.nextBoolean() ? "\n" : "\n# }\n");
      }
      text.append("}\n");
    }

    private String value() {
      return VALUES.get(random.nextInt(VALUES.size()));
    }

    String text() {
      return text.toString();
    }

    List<Written> written() {
      return written;
    }
  }
}
