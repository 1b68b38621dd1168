package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Roles in random forms with a known missing permission. */
class GrantTruthTest {
  private static final int TEMPLATES = 1_000;
  private static final List<String> RIGHTS =
      List.of(
          "[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]|!GetAtt OrderQueue.Arn",
          "lambda:InvokeFunction|!Ref OrderEnricher.Alias",
          "states:StartExecution|!Ref OrderMachine");

  private final Random random = new Random(20);

  @Test
  void aRoleWithEveryRightHasNoFinding() {
    for (int i = 0; i < TEMPLATES; i++) {
      String role = role(-1);

      assertThat(lacks(role)).as(role).isFalse();
    }
  }

  @Test
  void aRoleWithoutOneRightHasOne() {
    for (int i = 0; i < TEMPLATES; i++) {
      String role = role(random.nextInt(RIGHTS.size()));

      assertThat(lacks(role)).as(role).isTrue();
    }
  }

  private static boolean lacks(String role) {
    return Laid.rules(role).contains("role-lacks-action");
  }

  /** The role; one permission is absent, denied, outside a boundary or excluded by a NotAction. */
  private String role(int without) {
    int way = random.nextInt(4);
    StringBuilder statements = new StringBuilder();
    for (int i = 0; i < RIGHTS.size(); i++) {
      String[] right = RIGHTS.get(i).split("\\|");
      boolean removed = i == without;
      if (!removed || way == 1 || way == 2) {
        statements.append(statement("Allow", "Action", right[0], right[1]));
      }
      if (removed && way == 1) {
        statements.append(statement("Deny", "Action", right[0], "'*'"));
      }
      if (removed && way == 3) {
        statements.append(statement("Allow", "NotAction", services(right[0]), right[1]));
      }
    }
    String most = without < 0 ? "'*'" : services(RIGHTS.get(without).split("\\|")[0]);
    boolean bounded = way == 2;
    return "OrderPipeRole:\n  Properties:\n    Policies:\n      - PolicyDocument:\n"
        + "          Statement:\n"
        + statements
        + (bounded ? "    PermissionsBoundary: !Ref Most\n" : "")
        + "Most:\n  Type: AWS::IAM::ManagedPolicy\n  Properties:\n    PolicyDocument:\n"
        + "      Statement:\n        - Effect: Allow\n          Resource: '*'\n          "
        + (without < 0 ? "Action" : "NotAction")
        + ": "
        + most
        + "\n";
  }

  private String statement(String effect, String key, String actions, String resource) {
    String cased = random.nextBoolean() ? actions : actions.toUpperCase(Locale.ROOT);
    String on =
        random.nextInt(4) == 0 ? "['arn:aws:s3:::other', %s]".formatted(resource) : resource;
    return "            - Effect: %s\n              %s: %s\n              Resource: %s\n"
        .formatted(effect, key, cased, on);
  }

  private static String services(String actions) {
    return "'" + actions.replaceAll("[\\[ ]", "").split(":")[0] + ":*'";
  }
}
