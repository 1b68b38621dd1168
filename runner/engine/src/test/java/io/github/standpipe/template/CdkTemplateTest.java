package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.template.PipeDefinition.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A template as the CDK writes it to {@code cdk.out}. */
class CdkTemplateTest {
  private static final Path FILE =
      Path.of("runner/engine/src/test/resources/templates/cdk.template.json");
  private static final String TABLE = "DataStack:ExportsOutputRefCustomers1A2B3C4D";
  private static final String MACHINE = "MachinesStack:ExportsOutputRefShared5E6F7A8B";
  private static final String ACCOUNT = "us-east-1:123456789012:";

  private final List<LambdaFunction> loaded = new ArrayList<>();

  private Pipe pipe(Template template, String name) {
    return template
        .pipe(name)
        .pipe(function -> {
          loaded.add(function);
          return request -> request;
        });
  }

  @Test
  void readsAPipeWithItsHashedNames() {
    Pipe pipe = pipe(Template.read(FILE, Map.of(TABLE, "customers")), "OrderPipe7D8E9FA0");
    assertThat(pipe.name()).isEqualTo("OrderPipe7D8E9FA0");
    assertThat(pipe.source().arn()).isEqualTo("arn:aws:sqs:" + ACCOUNT + "OrderQueue9FF7A2E7");
    assertThat(pipe.filterCriteria().patterns())
        .singleElement()
        .extracting(FilterPattern::text, FilterPattern::where)
        .containsExactly(
            "{\"body\":{\"detail-type\":[\"OrderPlaced\"]}}",
            FILE + ":260: OrderPipe7D8E9FA0 filter pattern 1");
    assertThat(pipe.target().arn())
        .isEqualTo("arn:aws:states:" + ACCOUNT + "stateMachine:OrderMachineD0E1F2A3");
  }

  @Test
  void findsAFunctionThroughItsAliasAndItsAssets() {
    pipe(Template.read(FILE, Map.of(TABLE, "customers")), "OrderPipe7D8E9FA0");
    assertThat(loaded)
        .containsExactly(
            new LambdaFunction(
                "EnricherB8C9D0E1",
                "arn:aws:lambda:" + ACCOUNT + "function:EnricherB8C9D0E1",
                "java21",
                "io.github.standpipe.enrich.EnrichmentHandler",
                Map.of("TRANSFORM", "order.jslt", "TABLE", "customers"),
                List.of(FILE.resolveSibling("layer")),
                Optional.of(FILE.resolveSibling("asset.a3c5e7f9.jar")),
                FILE + ":88",
                Optional.empty(),
                Optional.empty(),
                30,
                1024));
  }

  @Test
  void namesWhatComesFromAnotherStack() {
    Template template = Template.read(FILE, Map.of());
    assertThatThrownBy(() -> pipe(template, "OrderPipe7D8E9FA0"))
        .hasMessage(
            FILE
                + ":100: imports DataStack:ExportsOutputRefCustomers1A2B3C4D from another stack;"
                + " pass --parameter DataStack:ExportsOutputRefCustomers1A2B3C4D=value");
    assertThat(template.pipe("ImportedPipeC1D2E3F4").source())
        .isEqualTo(new Part("AWS::SQS::Queue", "arn:aws:sqs:us-east-1:111122223333:imported"));
    String machine = "arn:aws:states:us-east-1:111122223333:stateMachine:shared";
    Template whole = Template.read(FILE, Map.of(MACHINE, machine, "BootstrapVersion", "21"));
    assertThat(pipe(whole, "ImportedPipeC1D2E3F4").target().arn()).isEqualTo(machine);
  }
}
