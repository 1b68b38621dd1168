package io.github.standpipe.internal.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a value is that is known only after apply. */
class LaterValuesTest {
  private static final String PLAN =
      """
      {"format_version": "1.2", "variables": {"env": {"value": "live"}, "pin": {"value": "0000"}},
       "planned_values": {"root_module": {
         "resources": [QUEUES, IT],
         "child_modules": [{"address": "module.m", "resources": [
           {"address": "module.m.aws_sqs_queue.in", "mode": "managed", "type": "aws_sqs_queue", "name": "in", "values": {"name": "in"}}]}]}},
       "resource_changes": [{"address": "aws_sqs_queue.it", "change": {"after_unknown": {"ATTRIBUTE": true, "arn": true}}},
         {"address": "data.aws_iam_policy_document.d", "mode": "data", "type": "aws_iam_policy_document", "name": "d",
          "change": {"after": {"statement": [{"actions": ["sqs:SendMessage"], "resources": [null], "principals": [{"type": "*", "identifiers": ["*"]}]}]},
                     "after_unknown": {"json": true, "statement": [{"resources": [true]}]}}}],
       "configuration": {"root_module": {
         "variables": {"env": {}, "pin": {"sensitive": true}},
         "resources": [
           {"address": "aws_sqs_queue.it", "expressions": {"ATTRIBUTE": EXPRESSION}},
           {"address": "data.aws_iam_policy_document.d", "expressions": {"statement": [{"actions": {"constant_value": ["sqs:SendMessage"]}, "resources": {"references": ["aws_sqs_queue.a.arn", "aws_sqs_queue.a"]}}]}}],
         "module_calls": {"m": {"source": "./m", "expressions": {"given": {"references": ["aws_sqs_queue.a.arn", "aws_sqs_queue.a"]}},
           "module": {"outputs": {"arn": {"expression": {"references": ["aws_sqs_queue.in.arn", "aws_sqs_queue.in"]}},
                                  "passed": {"expression": {"references": ["var.given"]}}},
                      "variables": {"given": {}}, "resources": [{"address": "aws_sqs_queue.in", "expressions": {}}]}}}}}}
      """;
  private static final String QUEUES =
      """
      {"address": "aws_sqs_queue.a", "mode": "managed", "type": "aws_sqs_queue", "name": "a", "values": {"name": "a"}},
      {"address": "aws_sqs_queue.n[0]", "mode": "managed", "type": "aws_sqs_queue", "name": "n", "index": 0, "values": {"name": "n"}},
      {"address": "aws_sqs_queue.k[\\"x.y\\"]", "mode": "managed", "type": "aws_sqs_queue", "name": "k", "index": "x.y", "values": {"name": "k"}},
      {"address": "aws_sns_topic.t", "mode": "managed", "type": "aws_sns_topic", "name": "t", "values": {"name": "t"}},
      {"address": "aws_db_instance.d", "mode": "managed", "type": "aws_db_instance", "name": "d", "values": {}}
      """;

  @TempDir Path folder;

  private JsonNode value(String attribute, String expression) throws IOException {
    String it =
        "{\"address\": \"aws_sqs_queue.it\", \"mode\": \"managed\", \"type\": \"aws_sqs_queue\","
            + " \"name\": \"it\", \"values\": {\"name\": \"it\"}}";
    String plan =
        PLAN.replace("QUEUES", QUEUES)
            .replace("IT]", it + "]")
            .replace("ATTRIBUTE", attribute)
            .replace("EXPRESSION", expression);
    Path file = Files.writeString(folder.resolve("plan.json"), plan);
    JsonNode queue =
        Template.read(file, Map.of()).json().path("Resources").path("aws_sqs_queue.it");
    return queue.path("Properties");
  }

  /** From a plan alone: what its configuration refers to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ["aws_sqs_queue.a.arn","aws_sqs_queue.a"] | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          ["aws_sqs_queue.a.url","aws_sqs_queue.a"] | {"Ref":"aws_sqs_queue.a"}
          ["aws_sqs_queue.a.id","aws_sqs_queue.a"] | {"Ref":"aws_sqs_queue.a"}
          ["aws_sns_topic.t.id","aws_sns_topic.t"] | {"Fn::GetAtt":["aws_sns_topic.t","Arn"]}
          ["aws_sqs_queue.n[0].arn","aws_sqs_queue.n[0]","aws_sqs_queue.n"] | {"Fn::GetAtt":["aws_sqs_queue.n[0]","Arn"]}
          ["aws_sqs_queue.k[\\"x.y\\"].arn","aws_sqs_queue.k[\\"x.y\\"]","aws_sqs_queue.k"] | {"Fn::GetAtt":["aws_sqs_queue.k[\\"x.y\\"]","Arn"]}
          ["module.m.arn","module.m"] | {"Fn::GetAtt":["module.m.aws_sqs_queue.in","Arn"]}
          ["module.m.passed","module.m"] | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          ["aws_sqs_queue.a.arn","aws_sqs_queue.a","var.env"] | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          ["aws_sqs_queue.a.arn","aws_sqs_queue.a","aws_sns_topic.t.arn","aws_sns_topic.t"] | {"(known after apply)":"aws_sqs_queue.it.kms_master_key_id"}
          ["aws_db_instance.d.arn","aws_db_instance.d"] | {"(known after apply)":"aws_db_instance.d.arn"}
          ["local.key"] | {"(known after apply)":"local.key"}
          ["var.pin"] | {"(sensitive value)":"var.pin"}
          """)
  void isWhatTheConfigurationRefersTo(String references, String expected) throws IOException {
    assertThat(
            value("kms_master_key_id", "{\"references\": " + references + "}")
                .path("KmsMasterKeyId"))
        .isEqualTo(Json.parse(expected));
  }

  @Test
  void isAbsentIfTheProviderDeterminesIt() throws IOException {
    assertThat(value("kms_master_key_id", "{}").path("KmsMasterKeyId").isMissingNode()).isTrue();
  }

  /** Its text may be anything around the reference. */
  @Test
  void isNotAReferenceIfItIsAText() throws IOException {
    String one = "{\"references\": [\"aws_sqs_queue.a.arn\", \"aws_sqs_queue.a\"]}";
    assertThat(value("redrive_allow_policy", one).path("RedriveAllowPolicy").toString())
        .isEqualTo("{\"(known after apply)\":\"aws_sqs_queue.it.redrive_allow_policy\"}");
    assertThat(
            value("redrive_policy", one)
                .path("RedrivePolicy")
                .path("deadLetterTargetArn")
                .toString())
        .isEqualTo("{\"Fn::GetAtt\":[\"aws_sqs_queue.a\",\"Arn\"]}");
  }

  @Test
  void rendersAPolicyDocumentThatIsReadDuringApply() throws IOException {
    String one =
        "{\"references\": [\"data.aws_iam_policy_document.d.json\","
            + " \"data.aws_iam_policy_document.d\"]}";
    assertThat(value("redrive_allow_policy", one).path("RedriveAllowPolicy").path("Statement"))
        .isEqualTo(
            Json.parse(
                """
                [{"Effect":"Allow","Action":["sqs:SendMessage"],
                  "Resource":[{"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}],"Principal":"*"}]
                """));
  }

  /** With the files beside the plan: what the expression makes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "${aws_sqs_queue.a.arn}:*" | {"Fn::Join":["",[{"Fn::GetAtt":["aws_sqs_queue.a","Arn"]},":*"]]}
          local.key | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          local.map["x"].arn | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          var.env == "live" ? aws_sqs_queue.a.arn : null | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          try(aws_sqs_queue.n[0].arn, "") | {"Fn::GetAtt":["aws_sqs_queue.n[0]","Arn"]}
          one(aws_sqs_queue.n[*].arn) | {"Fn::GetAtt":["aws_sqs_queue.n[0]","Arn"]}
          element(concat(aws_sqs_queue.n[*].arn, [""]), 0) | {"Fn::GetAtt":["aws_sqs_queue.n[0]","Arn"]}
          format("%s/x", aws_sqs_queue.a.arn) | {"Fn::Join":["",["",{"Fn::GetAtt":["aws_sqs_queue.a","Arn"]},"/x"]]}
          module.m.passed | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          replace(aws_sqs_queue.a.arn, "a", "b") | {"(known after apply)":"aws_sqs_queue.it.kms_master_key_id"}
          templatefile("${path.module}/key.txt", { queue = aws_sqs_queue.a.arn }) | {"Fn::Join":["",["key of ",{"Fn::GetAtt":["aws_sqs_queue.a","Arn"]},"!"]]}
          local.loop["x-q"] | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          lookup(local.arns, "x", "") | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          lookup(local.arns, "y", "none") | "none"
          join(",", [for i, q in [aws_sqs_queue.a.arn] : "${i}=${q}"]) | {"Fn::Join":["",[{"Fn::Join":["",[0,"=",{"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}]]}]]}
          one([for q in ["x", "y"] : local.arns[q] if lookup(local.wanted, q, false)]) | {"Fn::GetAtt":["aws_sqs_queue.a","Arn"]}
          one([for q in ["x"] : local.arns[q] if q == "x"]) | {"(known after apply)":"aws_sqs_queue.it.kms_master_key_id"}
          local.groups["x"] | {"(known after apply)":"local.groups[x]"}
          "${replace(upper("a_b"), "_", "-")}/${lower("C")}" | "A-B/c"
          replace("abc", "/a.*/", "x") | {"(known after apply)":"aws_sqs_queue.it.kms_master_key_id"}
          sensitive(aws_sqs_queue.a.arn) | {"(sensitive value)":"aws_sqs_queue.it.kms_master_key_id"}
          "${var.pin}" | {"(sensitive value)":"var.pin"}
          """)
  void isWhatTheExpressionMakesOfIt(String expression, String expected) throws IOException {
    Files.writeString(folder.resolve("key.txt"), "key of ${queue}!");
    Files.createDirectories(folder.resolve("m"));
    Files.writeString(
        folder.resolve("m/main.tf"),
        "variable \"given\" {}\noutput \"passed\" {\n  value = var.given\n}\n");
    Files.writeString(
        folder.resolve("main.tf"),
        """
        locals {
          key = aws_sqs_queue.a.arn
          map = { x = aws_sqs_queue.a }
          round = local.round
          arns = { x = aws_sqs_queue.a.arn }
          wanted = { x = true }
          loop = { for k, v in local.arns : "${k}-q" => v if k != "" }
          groups = { for k, v in local.arns : k => v... }
        }
        module "m" {
          source = "./m"
          given  = local.key
        }
        resource "aws_sqs_queue" "it" {
          name = "it"
          kms_master_key_id = %s
        }
        """
            .formatted(expression));
    assertThat(
            value("kms_master_key_id", "{\"references\": [\"local.key\"]}").path("KmsMasterKeyId"))
        .isEqualTo(Json.parse(expected));
  }

  @Test
  void endsWhenLocalValuesReferToEachOther() throws IOException {
    isWhatTheExpressionMakesOfIt("local.round", "{\"(known after apply)\":\"local.round\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "aws_pipes_pipe.orders, orders",
    "module.shop.aws_pipes_pipe.this[0], shop-this-0",
    "'module.shop[\"eu\"].module.pipe.aws_pipes_pipe.it[\"a.b\"]', shop-eu-pipe-it-a-b",
    "OrderPipe, OrderPipe"
  })
  void shortensAddressesToNamesOfFolders(String address, String expected) {
    assertThat(TerraformTemplate.shortName(address)).isEqualTo(expected);
  }
}
