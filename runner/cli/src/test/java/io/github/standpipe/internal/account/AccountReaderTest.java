package io.github.standpipe.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.AddedRules;
import io.github.standpipe.check.Doctor;
import io.github.standpipe.check.Finding;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor says the same about an account as about the template that it was deployed from. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AccountReaderTest {
  /** What only the text of a template, or a file beside it, can break. */
  private static final Set<String> OF_SOURCE =
      Set.of("role-policy-race", "secret-in-environment", "dangling-reference");

  @TempDir Path folder;
  private final Map<String, @Nullable String> before = new HashMap<>();

  @AfterEach
  void restore() {
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
  }

  private AccountPicture read(AccountCloud cloud, String... names) {
    cloud
        .properties()
        .forEach((property, value) -> {
          if (!before.containsKey(property)) {
            before.put(property, System.getProperty(property));
          }
          System.setProperty(property, value);
        });
    try (Account account =
        Account.open(Optional.empty(), Optional.empty(), Duration.ofSeconds(30))) {
      return AccountReader.read(
          account.signed(),
          account.region(),
          new PipeSelection(List.of(names), Optional.empty()),
          (done, total, nouns) -> {});
    }
  }

  private AccountDiagnosis examine(AccountCloud cloud) {
    return AccountDiagnosis.of(read(cloud), AddedRules.none());
  }

  /** By the ARN of the resource. */
  private static Set<String> kinds(AccountDiagnosis account) {
    Map<String, String> arns = account.picture().words().arns();
    return account.diagnosis().findings().stream()
        .map(one -> one.rule().id() + " " + arns.getOrDefault(one.resource(), "?"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By the ARN of the resource. */
  private Set<String> ofTemplate(ObjectNode template, AccountStore store) throws IOException {
    Path file = Files.writeString(folder.resolve("template.json"), Json.pretty(template));
    Map<String, String> home =
        Map.of("AWS::AccountId", AccountStore.ACCOUNT, "AWS::Region", AccountStore.REGION);
    return Doctor.examine(Template.readUsable(file, home)).findings().stream()
        .filter(one -> !OF_SOURCE.contains(one.rule().id()))
        .map(one -> one.rule().id() + " " + store.arn(one.resource()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void saysOfRandomAccountsWhatItSaysOfTheirTemplates() throws IOException {
    Set<String> rules = new TreeSet<>();
    List<String> texts = new ArrayList<>();
    for (long seed = 0; seed < 25; seed++) {
      ObjectNode template = new RandomAccounts(seed).template(3);
      try (AccountCloud cloud = AccountCloud.start(template)) {
        Set<String> expected = ofTemplate(template, cloud.store());
        AccountDiagnosis found = examine(cloud);

        assertThat(found.picture().notChecked()).as("seed %d", seed).isEmpty();
        assertThat(kinds(found)).as("seed %d", seed).isEqualTo(expected);
        expected.forEach(one -> rules.add(one.replaceFirst(" .*", "")));
        found
            .diagnosis()
            .findings()
            .forEach(one -> texts.add(one.observed() + " " + one.instead()));
      }
    }
    assertThat(rules).hasSizeGreaterThan(30);
    speaksOfTheAccountAndNeverOfATemplate(texts);
  }

  private static void speaksOfTheAccountAndNeverOfATemplate(List<String> texts) {
    assertThat(texts)
        .hasSizeGreaterThan(500)
        .noneMatch(text -> text.contains("!GetAtt") || text.contains("!Ref"))
        .noneMatch(text -> text.contains("!Sub") || text.contains("${"))
        .noneMatch(text -> text.contains("AWS::") || text.contains("in the template"))
        .noneMatch(text -> text.contains("suppress") || text.contains("a parameter"))
        .noneMatch(text -> text.contains(". Write ") || text.contains("or write "));
  }

  @ParameterizedTest
  @EnumSource(AccountAction.class)
  void findsNothingFalseWithoutOnePermission(AccountAction action) throws IOException {
    ObjectNode template = new RandomAccounts(100).template(9);
    try (AccountCloud cloud = AccountCloud.start(template).pages(5)) {
      Set<String> expected = ofTemplate(template, cloud.store());
      cloud.denies(action.permission());
      if (action == AccountAction.LIST_PIPES) {
        assertThatThrownBy(() -> examine(cloud))
            .isInstanceOf(Fault.class)
            .hasMessage("the pipes cannot be listed: needs pipes:ListPipes");
        return;
      }
      AccountDiagnosis found = examine(cloud);

      assertThat(expected).containsAll(kinds(found));
      boolean asked = cloud.counts().containsKey(action.permission());
      assertThat(found.picture().notChecked().toString().contains(action.permission()))
          .isEqualTo(asked);
    }
  }

  @Test
  void findsNothingFalseWithNoPermissionButForPipes() throws IOException {
    ObjectNode template = new RandomAccounts(7).template(4);
    try (AccountCloud cloud = AccountCloud.start(template)) {
      Set<String> expected = ofTemplate(template, cloud.store());
      AccountAction.permissions().stream()
          .filter(one -> !one.startsWith("pipes:"))
          .forEach(cloud::denies);

      assertThat(expected).containsAll(kinds(examine(cloud)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 ThrottlingException", "400 Throttling", "503 SlowDown", "500 "})
  void asksAgainAfterAFailureThatPasses(String failure) throws IOException {
    ObjectNode template = new RandomAccounts(3).template(2);
    String[] parts = failure.split(" ", -1);
    for (String permission :
        List.of("pipes:DescribePipe", "iam:GetRole", "sqs:GetQueueAttributes")) {
      try (AccountCloud cloud = AccountCloud.start(template)) {
        Set<String> expected = ofTemplate(template, cloud.store());
        cloud.fails(permission, 2, Integer.parseInt(parts[0]), parts[1]);

        assertThat(kinds(examine(cloud))).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredTokenException", "ExpiredToken"})
  void endsIfTheCredentialsHaveExpired(String code) throws IOException {
    try (AccountCloud cloud = AccountCloud.start(new RandomAccounts(3).template(1))) {
      cloud.fails("iam:GetRole", 100, 403, code);

      assertThatThrownBy(() -> read(cloud))
          .isInstanceOf(Fault.class)
          .hasMessage("iam:GetRole: the AWS credentials have expired; log in again");
    }
  }

  @Test
  void asksAtMostWhatTheServicesForceForFiveHundredPipes() throws IOException {
    int pipes = 500;
    ObjectNode template = new RandomAccounts(11).template(pipes);
    try (AccountCloud cloud = AccountCloud.start(template).pages(100)) {
      AccountPicture picture = read(cloud);

      Map<String, Integer> counts = cloud.counts();
      assertThat(picture.pipes()).hasSize(pipes);
      assertThat(counts.get("pipes:ListPipes")).isEqualTo(5);
      assertThat(counts.get("pipes:DescribePipe")).isEqualTo(pipes);
      assertThat(counts.get("sqs:GetQueueAttributes"))
          .isEqualTo((int) cloud.store().of("AWS::SQS::Queue").count());
      assertThat(counts.get("lambda:GetFunctionConfiguration"))
          .isEqualTo((int) cloud.store().of("AWS::Lambda::Function").count());
      assertThat(counts.get("iam:GetRole"))
          .isEqualTo((int) cloud.store().of("AWS::IAM::Role").count());
      assertThat(counts.get("kms:DescribeKey"))
          .isEqualTo((int) cloud.store().of("AWS::KMS::Key").count());
      assertThat(counts.get("events:ListTargetsByRule"))
          .isEqualTo((int) cloud.store().of("AWS::Events::Rule").count());
      assertThat(counts.get("sns:GetSubscriptionAttributes"))
          .isEqualTo((int) cloud.store().of("AWS::SNS::Subscription").count());
      assertThat(counts).doesNotContainKey("events:ListRuleNamesByTarget");
      int alarms = (int) cloud.store().of("AWS::CloudWatch::Alarm").count();
      assertThat(counts.get("cloudwatch:DescribeAlarms")).isEqualTo((alarms + 99) / 100);
      assertThat(counts.keySet()).isSubsetOf(AccountAction.permissions());
    }
  }

  @Test
  void asksByTargetIfThereAreManyRulesAndFewQueues() throws IOException {
    ObjectNode template = new RandomAccounts(3).template(1);
    for (int i = 0; i < 200; i++) {
      ((ObjectNode) template.get("Resources"))
          .putObject("Other" + i)
          .put("Type", "AWS::Events::Rule")
          .set(
              "Properties",
              RandomAccounts.object(
                  "{'Name': 'other-%d', 'EventPattern': {'source': ['x']}, 'Targets': []}"
                      .formatted(i)));
    }
    try (AccountCloud cloud = AccountCloud.start(template).pages(100)) {
      Set<String> expected = ofTemplate(template, cloud.store());

      assertThat(kinds(examine(cloud))).isEqualTo(expected);
      assertThat(cloud.counts().get("events:ListRuleNamesByTarget")).isLessThan(10);
      assertThat(cloud.counts().getOrDefault("events:ListTargetsByRule", 0)).isLessThan(2);
    }
  }

  @Test
  void saysThatAPipeNamesWhatDoesNotExist() throws IOException {
    try (AccountCloud cloud = AccountCloud.start(new RandomAccounts(3).template(1))) {
      cloud.store().without("Queue0").without("Role0").states.put("Pipe0", "START_FAILED");
      AccountDiagnosis found = examine(cloud);

      assertThat(found.diagnosis().findings())
          .filteredOn(one -> one.rule().id().startsWith("account-"))
          .extracting(Finding::observed)
          .containsExactly(
              "pipe pipe-0 is in the state START_FAILED.",
              "pipe pipe-0 names arn:aws:sqs:eu-west-1:111122223333:queue-0, which does not exist.",
              "pipe pipe-0 names arn:aws:iam::111122223333:role/app/pipes/role-0, which does not"
                  + " exist.");
    }
  }

  @Test
  void keepsNoValueOfAVariableThatMayBeASecret() throws IOException {
    ObjectNode template = new RandomAccounts(3).template(1);
    ObjectNode resources = (ObjectNode) template.get("Resources");
    resources
        .putObject("Secretive")
        .put("Type", "AWS::Lambda::Function")
        .set(
            "Properties",
            RandomAccounts.object(
                "{'FunctionName': 'secretive', 'Environment': {'Variables': {'API_KEY': 'sesame',"
                    + " 'LOOKUP_X': 'https://a/?key=sesame', 'TRANSFORM': 'sesame',"
                    + " 'QUARANTINE_QUEUE_URL': 'https://user:sesame@sqs/111122223333/q',"
                    + " 'LOOKUP_T': 'dynamodb:orders#id'}}}"));
    ((ObjectNode) resources.at("/Pipe0/Properties"))
        .put("Enrichment", "arn:aws:lambda:eu-west-1:111122223333:function:secretive");
    resources
        .withObject("/Pipe0/Properties/EnrichmentParameters/HttpParameters/HeaderParameters")
        .put("Authorization", "sesame");
    try (AccountCloud cloud = AccountCloud.start(template)) {
      AccountPicture picture = read(cloud);

      assertThat(picture.words().texts().toString())
          .contains("LOOKUP_T", "dynamodb:orders#id", "API_KEY", "HeaderParameters")
          .doesNotContain("sesame");
    }
  }

  @Test
  void isSilentAboutAnotherRegionAndAccount() throws IOException {
    ObjectNode template = new RandomAccounts(3).template(1);
    ObjectNode pipe = (ObjectNode) template.at("/Resources/Pipe0/Properties");
    pipe.put("Target", "arn:aws:states:us-east-1:111122223333:stateMachine:far");
    pipe.put("Enrichment", "arn:aws:lambda:eu-west-1:444455556666:function:theirs");
    try (AccountCloud cloud = AccountCloud.start(template)) {
      AccountDiagnosis found = examine(cloud);

      assertThat(found.picture().notChecked())
          .containsExactly(
              new NotChecked(
                  "arn:aws:lambda:eu-west-1:444455556666:function:theirs",
                  "is in another account or region"),
              new NotChecked(
                  "arn:aws:states:us-east-1:111122223333:stateMachine:far",
                  "is in another account or region"));
      assertThat(found.diagnosis().findings())
          .extracting(one -> one.observed() + one.instead())
          .noneMatch(text -> text.contains("far") || text.contains("theirs"));
    }
  }
}
