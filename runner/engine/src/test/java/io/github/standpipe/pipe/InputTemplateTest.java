package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTemplateTest {
  private static String refused(String template) {
    return Given.fault(() -> InputTemplate.parse(template, "W"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": <$.body.s>}|{\"a\": \"text\"}",
        "{\"a\": \"<$.body.s>\"}|{\"a\": \"text\"}",
        "{\"a\": \"it is <$.body.s>!\"}|{\"a\": \"it is text!\"}",
        "{\"a\": <$.body.n>}|{\"a\": 1.10}",
        "{\"a\": \"<$.body.n>\"}|{\"a\": \"1.10\"}",
        "{\"a\": <$.body.b>}|{\"a\": true}",
        "{\"a\": \"<$.body.b>\"}|{\"a\": \"true\"}",
        "{\"a\": <$.body.z>}|{\"a\": null}",
        "{\"a\": <$.body.o>}|{\"a\": {\"k\":\"v\"}}",
        "{\"a\": <$.body.l>}|{\"a\": [1,\"x\"]}",
        "{\"a\": \"o is <$.body.o>\"}|{\"a\": \"o is {k:v}\"}",
        "{\"a\": \"<$.body.l>\"}|{\"a\": \"[1,x]\"}",
        "[<$.body.l[1]>, <$.body.l[0]>]|[\"x\", 1]",
        "{\"a\": <$.body.items[*].sku>}|{\"a\": [\"p\",\"q\"]}",
        "{\"a\": \"<$.body.s><$.body.s>\"}|{\"a\": \"texttext\"}",
        "{\"a\": \"\\\"<$.body.s>\\\": \"}|{\"a\": \"\\\"text\\\": \"}",
        "\"static\"|\"static\"",
        "\"<$.body.s>\"|\"text\""
      })
  void insertsAValue(String template, String item) {
    String body =
        "{\"s\":\"text\",\"n\":1.10,\"b\":true,\"z\":null,\"o\":{\"k\":\"v\"},\"l\":[1,\"x\"],"
            + "\"items\":[{\"sku\":\"p\"},{},{\"sku\":\"q\"}]}";
    assertThat(Given.rendered(template, body)).isEqualTo("[" + item + "]");
    assertThat(Given.renderedItems(template, "[{\"body\":" + body + "}]"))
        .isEqualTo("[" + item + "]");
  }

  @Test
  void rendersEachItemAndWrapsThemAgain() {
    assertThat(Given.rendered("{\"b\": <$.body.n>}", "{\"n\":1}", "{\"n\":2}"))
        .isEqualTo("[{\"b\": 1},{\"b\": 2}]");
  }

  @Test
  void readsTheBodyOfARecordAndOfNothingElse() {
    String text = "[{\"body\":\"{\\\"n\\\":1}\"}]";
    assertThat(Given.rendered("{\"b\": <$.body>}", "{\"n\":1}")).isEqualTo("[{\"b\": {\"n\":1}}]");
    assertThat(Given.rendered("{\"b\": <$.body>}", "text")).isEqualTo("[{\"b\": \"text\"}]");
    assertThat(Given.renderedItems("{\"b\": <$.body>}", text))
        .isEqualTo("[{\"b\": \"{\\\"n\\\":1}\"}]");
    assertThat(Given.rendered("{\"b\": <$.body.m>}", "{\"m\":\"{\\\"n\\\":1}\"}"))
        .isEqualTo("[{\"b\": \"{\\\"n\\\":1}\"}]");
  }

  @Test
  void readsTheOtherFieldsOfARecord() {
    assertThat(
            Given.rendered(
                "{\"id\": <$.messageId>, \"n\": <$.attributes.ApproximateReceiveCount>}", "x"))
        .isEqualTo("[{\"id\": \"00000000-0000-4000-8000-000000000001\", \"n\": \"1\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws.pipes.pipe-arn|arn:aws:pipes:eu-west-1:123456789012:pipe/OrderPipe",
        "aws.pipes.pipe-name|OrderPipe",
        "aws.pipes.source-arn|arn:aws:sqs:eu-west-1:123456789012:orders",
        "aws.pipes.enrichment-arn|arn:aws:lambda:eu-west-1:123456789012:function:enrich",
        "aws.pipes.target-arn|arn:aws:states:eu-west-1:123456789012:stateMachine:fulfil",
        "aws.pipes.event.ingestion-time|2026-03-04T05:06:07.089Z"
      })
  void insertsAVariableWithAndWithoutQuotes(String name, String value) {
    assertThat(Given.renderedItems("{\"v\": <" + name + ">}", "[{}]"))
        .isEqualTo("[{\"v\": \"" + value + "\"}]");
    assertThat(Given.renderedItems("{\"v\": \"<" + name + ">\"}", "[{}]"))
        .isEqualTo("[{\"v\": \"" + value + "\"}]");
  }

  @Test
  void insertsTheEventAsItCameOrDecoded() {
    String record = Given.record("{\"n\":1}").toString();
    assertThat(Given.rendered("{\"e\": <aws.pipes.event>}", "{\"n\":1}"))
        .isEqualTo("[{\"e\": " + record + "}]");
    assertThat(Given.rendered("{\"e\": <aws.pipes.event.json>}", "{\"n\":1}"))
        .isEqualTo("[{\"e\": " + record.replace("\"{\\\"n\\\":1}\"", "{\"n\":1}") + "}]");
    assertThat(Given.renderedItems("{\"e\": <aws.pipes.event.json>}", "[{\"body\":\"{}\"}]"))
        .isEqualTo("[{\"e\": {\"body\":\"{}\"}}]");
    assertThat(Given.rendered("{\"e\": <aws.pipes.event.json>}", "text"))
        .isEqualTo(
            "target-input: t.yaml:9: item 1: <aws.pipes.event.json> requires a JSON body; use"
                + " <aws.pipes.event> for text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<$.body>|{\"n\":1}|<$.body> as the whole template loses its quotes and is not JSON; wrap"
            + " it: {\"data\": <$.body>}",
        "` <$.body> `|text|<$.body> as the whole template is not known to produce JSON on AWS; wrap"
            + " it: {\"data\": <$.body>}",
        "<aws.pipes.pipe-name>|{}|<aws.pipes.pipe-name> as the whole template is not known to"
            + " produce JSON on AWS; wrap it: {\"data\": <aws.pipes.pipe-name>}",
        "{\"a\": <$.body.nope>}|{}|there is nothing at <$.body.nope>, and what AWS writes in that"
            + " case is unsettled; send the field or remove the placeholder",
        "{\"a\": \"<$.body.nope>\"}|{}|there is nothing at <$.body.nope>, and what AWS writes in"
            + " that case is unsettled; send the field or remove the placeholder",
        "{\"a\": <$.body.l[2]>}|{\"l\":[1]}|there is nothing at <$.body.l[2]>, and what AWS writes"
            + " in that case is unsettled; send the field or remove the placeholder",
        "{\"a\": <$.body.n[*]>}|{\"n\":1}|there is nothing at <$.body.n[*]>, and what AWS writes in"
            + " that case is unsettled; send the field or remove the placeholder",
        "{\"a\": <$.body.x>}|text|there is nothing at <$.body.x>, and what AWS writes in that case"
            + " is unsettled; send the field or remove the placeholder",
        "{\"a\": \"<$.body.z>\"}|{\"z\":null}|<$.body.z> is null inside a string, and what AWS"
            + " writes is unsettled",
        "{\"a\": \"<$.body>\"}|say \"hi\"|the rendered text is not JSON (unexpected character: was"
            + " expecting comma to separate Object entries); a value holds a quote, a backslash or"
            + " a line break, which a template does not escape inside quotes"
      })
  void failsWhereAwsIsUnsettled(String template, String body, String fault) {
    assertThat(Given.rendered(template, body))
        .isEqualTo("target-input: t.yaml:9: item 1: " + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": <$.body.s>}|{\"s\":\"a\\\"b\"}|U2|<$.body.s> holds a quote, a backslash or a line"
            + " break; it was escaped",
        "{\"a\": \"<$.body.s>\"}|{\"s\":\"a\\\\\\\\b\"}|U2|<$.body.s> holds a quote, a backslash or"
            + " a line break; inside quotes it is not escaped",
        "{\"a\": <$.body.z>}|{\"z\":null}|template-null|<$.body.z> is null; it was inserted as"
            + " null",
        "{\"a\": <$.body.l[*]>}|{\"l\":[1]}|template-wildcard|<$.body.l[*]> was inserted as an"
            + " array, for which AWS has no example",
        "{\"a\": <$.body>}|7|U7|its body is a JSON scalar; it was read as JSON, not as text",
        "{\"a\": <$.body.k>}|{\"k\":1,\"k\":2}|U20|its body repeats a key; the"
            + " last one was used, as AWS documents"
      })
  void warnsOfUnsettledGround(String template, String body, String rule, String message) {
    Pipe pipe = Given.pipe(FilterCriteria.none(), null, Given.machine(template));
    Trace trace = pipe.run(Given.records(body), Given.CLOCK);
    assertThat(trace.outcome()).isEqualTo(new Outcome.Delivered());
    assertThat(trace.warnings()).containsExactly(new Warning(rule, "item 1: " + message));
  }

  @Test
  void escapesAStringThatGetsItsQuotesFromPipes() {
    assertThat(Given.rendered("{\"a\": <$.body>}", "say \"hi\"\n\\"))
        .isEqualTo("[{\"a\": \"say \\\"hi\\\"\\n\\\\\"}]");
  }

  @Test
  void namesTheItemThatFails() {
    assertThat(Given.rendered("{\"a\": <$.body.n>}", "{\"n\":1}", "{}"))
        .startsWith("target-input: t.yaml:9: item 2: there is nothing at <$.body.n>");
  }

  @ParameterizedTest
  @CsvSource({
    "$.a",
    "$.a.b-c_d/e",
    "$.a[0]",
    "$.a[0][1].b[*]",
    "$.0",
    "$.a.b.c.d.e.f",
    "$.a[999999999]"
  })
  void takesAPathOfTheGrammar(String path) {
    assertThat(refused("{\"a\": <" + path + ">}")).isEqualTo("no fault");
  }

  @ParameterizedTest
  @CsvSource({
    "$..a",
    "$.a.",
    "$.a b",
    "$.é",
    "$[0]",
    "$.a[x]",
    "$.a[-1]",
    "$.a[1:2]",
    "$['a']",
    "$.a[?(@)]",
    "$a",
    "$.a[]",
    "$.a[1",
    "$.*"
  })
  void refusesAPathOutsideTheGrammar(String path) {
    assertThat(refused("{\"a\": <" + path + ">}"))
        .isEqualTo(
            "W (line 1, column 7 of the template): has the path <"
                + path
                + ">; a path is $.key, with letters, digits, -, _ and /, and [n] or [*]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": <$>}|W (line 1, column 7 of the template): has the path <$>; a path is $.key, with"
            + " letters, digits, -, _ and /, and [n] or [*]; for the whole event write"
            + " <aws.pipes.event.json>",
        "{\"a\": <$.>}|W (line 1, column 7 of the template): has the path <$.>; a path is $.key,"
            + " with letters, digits, -, _ and /, and [n] or [*]; for the whole event write"
            + " <aws.pipes.event.json>",
        "{\"a\": < $.b>}|W (line 1, column 7 of the template): has spaces inside <$.b>; write"
            + " <$.b>",
        "{\"a\": <$.b >}|W (line 1, column 7 of the template): has spaces inside <$.b >; write"
            + " <$.b>",
        "{\"a\": <$.b}|W (line 1, column 7 of the template): begins a placeholder '<$.b}' without"
            + " '>'",
        "{\"<$.b>\": 1}|W (line 1, column 3 of the template): uses <$.b> in a key; AWS does not"
            + " define that",
        "{\"k<$.b>k\\\"\" : 1}|W (line 1, column 4 of the template): uses <$.b> in a key; AWS does"
            + " not define that",
        "{\"a\": <aws.pipes.nope>}|W (line 1, column 7 of the template): names <aws.pipes.nope>;"
            + " variables are aws.pipes.enrichment-arn, aws.pipes.event,"
            + " aws.pipes.event.ingestion-time, aws.pipes.event.json, aws.pipes.pipe-arn,"
            + " aws.pipes.pipe-name, aws.pipes.source-arn, aws.pipes.target-arn",
        "<aws.pipes.event.json>|W (line 1, column 1 of the template): uses <aws.pipes.event.json>"
            + " other than as a value; write {\"event\": <aws.pipes.event.json>}",
        "{\"a\": \"<aws.pipes.event>\"}|W (line 1, column 8 of the template): uses"
            + " <aws.pipes.event> other than as a value; write {\"event\": <aws.pipes.event>}",
        "{\"a\": <$.b>,}|W: does not produce JSON, which Lambda and Step Functions require:"
            + " unexpected character: was expecting double-quote to start field name",
        "{\"a\": <$.b> <$.c>}|W: does not produce JSON, which Lambda and Step Functions require:"
            + " unexpected character: was expecting comma to separate Object entries",
        "text|W: does not produce JSON, which Lambda and Step Functions require: unrecognized"
            + " token",
        "``|W: does not produce JSON, which Lambda and Step Functions require: there is no JSON"
            + " value"
      })
  void refusesATemplateThatCannotBeMeant(String template, String message) {
    assertThat(refused(template)).isEqualTo(message);
  }

  @Test
  void namesThePlaceInATemplateOfSeveralLines() {
    assertThat(refused("{\n  \"a\": 1,\n  \"b\": <$>}"))
        .startsWith("W (line 3, column 8 of the template): has the path <$>");
  }

  @Test
  void leavesALessThanThatBeginsNoPlaceholder() {
    assertThat(Given.rendered("{\"a\": \"1 < 2 <b> <$.body>\"}", "x"))
        .isEqualTo("[{\"a\": \"1 < 2 <b> x\"}]");
    assertThat(InputTemplate.warnings(Given.template("{\"a\":\"1 < 2\"}")))
        .containsExactly(
            new Warning(
                "template-less-than",
                "t.yaml:9 (line 1, column 9 of the template) contains a '<' that does not begin"
                    + " a placeholder; it was left as it is"));
  }

  @Test
  void takesATextLikeAKeyAfterAPlaceholder() {
    assertThat(Given.rendered("{\"a\": \"<$.body> \\\": x\", \"b\": 1}", "v"))
        .isEqualTo("[{\"a\": \"v \\\": x\", \"b\": 1}]");
  }

  @Test
  void takes8192CharactersAndNotOneMore() {
    String most = "\"" + "x".repeat(8190) + "\"";
    assertThat(refused(most)).isEqualTo("no fault");
    assertThat(refused(most + " ")).isEqualTo("W: has 8193 characters; Pipes accepts at most 8192");
  }
}
