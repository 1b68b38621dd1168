package io.github.standpipe.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  private static final List<String> SUBJECTS =
      List.of("OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "transforms/order.jslt, OrderPipe",
    "transforms/invoice.jslt, PartnerPipe",
    "transforms/lookups/warehouses.json, FifoPipe OrderPipe",
    "transforms/PaymentCaptured.v1-v2.jslt, ClaimCheckPipe FifoPipe OrderPipe PartnerPipe"
        + " UpcastPipe",
    "transforms/new.jslt, ClaimCheckPipe FifoPipe OrderPipe PartnerPipe UpcastPipe",
    "pipes/order.asl.json, OrderPipe",
    "README.md, ''"
  })
  void reachesThePipesThatAFileIsAPartOf(String file, String pipes) {
    Path template = Path.of("pipes/template.yaml");
    AffectedCases reach =
        new AffectedCases(
            new Project(Template.read(template, Map.of()), Path.of("fixtures")), SUBJECTS);

    assertThat(String.join(" ", reach.of(Path.of(file).toAbsolutePath()))).isEqualTo(pipes);
    assertThat(reach.isTemplate(Set.of(template.toAbsolutePath()))).isTrue();
  }

  @Test
  void followsImports() throws IOException {
    write("transforms/a.jslt", "import \"shared/b.jslt\" as b\nb(.)");
    write("transforms/shared/b.jslt", "import \"shared/c.jslt\" as c\nc(.)");
    write("transforms/shared/c.jslt", ".");
    write("transforms/other.jslt", ".");
    write(
        "pipes/template.yaml",
        """
        Resources:
          From: {Type: AWS::SQS::Queue}
          To: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: "{}"}}
          Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ../transforms}}
        """
            + pipe("A", "a.jslt")
            + pipe("B", "other.jslt"));

    AffectedCases reach =
        new AffectedCases(
            new Project(
                Template.read(folder.resolve("pipes/template.yaml"), Map.of()),
                folder.resolve("fixtures")),
            List.of("A", "B"));

    assertThat(reach.of(folder.resolve("transforms/shared/c.jslt"))).containsExactly("A");
    assertThat(reach.of(folder.resolve("transforms/other.jslt"))).containsExactly("B");
  }

  private static String pipe(String name, String transform) {
    return """
      %1$sFunction:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: java21
          Handler: io.github.standpipe.enrich.EnrichmentHandler
          Layers: [!Ref Layer]
          Environment: {Variables: {TRANSFORM: %2$s}}
      %1$s:
        Type: AWS::Pipes::Pipe
        Properties:
          RoleArn: arn:aws:iam::123456789012:role/pipe
          Source: !GetAtt From.Arn
          Enrichment: !GetAtt %1$sFunction.Arn
          Target: !Ref To
          TargetParameters:
            StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
    """
        .formatted(name, transform)
        .indent(0);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
