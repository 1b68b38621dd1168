package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An item of a Map costs the same, whatever number of others there are: reads are counted. */
class LinearWorkTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ItemProcessor': {%s",
        "'MaxConcurrency': 7, 'ItemProcessor': {%s",
        "'ItemSelector': {'n.$': '$$.Map.Item.Value.n', 'of.$': '$[0].n'}, 'ItemProcessor': {%s",
        "'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED',"
            + " 'ExecutionType': 'STANDARD'}, %s",
        "'QueryLanguage': 'JSONata', 'ItemSelector': {'n': '{% $states.context.Map.Item.Value.n +"
            + " $states.input[0].n + $states.context.Execution.Input[0].n %}'}, 'ItemProcessor':"
            + " {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, %s",
        "'ItemProcessor': {'StartAt': 'J', 'States': {'J': {'Type': 'Pass', 'QueryLanguage':"
            + " 'JSONata', 'Output': '{% $states.input.n + $states.context.Execution.Input[0].n +"
            + " $all[0].n %}', 'End': true}}}"
      })
  void readsAnItemAsOftenWhateverNumberOfOthersThereAre(String map) {
    long few = reads(map, 10);
    assertThat(few).isGreaterThanOrEqualTo(20);
    assertThat(reads(map, 10_000)).isLessThanOrEqualTo(1_200 * few);
  }

  private static long reads(String map, int count) {
    String flow =
        "'StartAt': 'C', 'States': {'C': {'Type': 'Choice', 'Choices': [{'Variable': '$.n',"
            + " 'NumericLessThan': 0, 'Next': 'P'}], 'Default': 'P'}, 'P': {'Type': 'Pass',"
            + " 'Parameters': {'n.$': '$.n'}, 'ResultPath': '$.made', 'OutputPath': '$.n',"
            + " 'End': true}}}";
    boolean keeps = map.contains("$all");
    String first = "'V': {'Type': 'Pass', 'Assign': {'all.$': '$'}, 'Next': 'M'}, ";
    String text =
        (keeps ? "{'StartAt': 'V', 'States': {" + first : "{'StartAt': 'M', 'States': {")
            + "'M': {'Type': 'Map', "
            + map.replace("%s", flow)
            + ", 'End': true}}}";
    StateMachine machine = StateMachine.parse("m", text.replace('\'', '"'), false);
    long[] reads = {0};
    ArrayNode items = new CountedArray(reads);
    for (int i = 0; i < count; i++) {
      items.add(new CountedObject(reads).put("n", i));
    }
    MachineContext local = MachineContext.local("m");
    MachineContext express =
        new MachineContext(
            local.executionArn(), local.machineArn(), local.roleArn(), true, Map.of());
    Execution execution =
        machine.run(
            items,
            call -> {
              throw new IllegalStateException(call.state());
            },
            CLOCK,
            () -> new UUID(0, 0),
            express);
    assertThat(execution.cause()).isEmpty();
    assertThat(execution.output().orElseThrow()).hasSize(count);
    return reads[0];
  }

  @SuppressWarnings("unchecked") // as the overridden deepCopy() of ArrayNode is
  private static final class CountedArray extends ArrayNode {
    private static final long serialVersionUID = 1;
    private final long[] reads;

    CountedArray(long[] reads) {
      super(MachineJson.NODES);
      this.reads = reads;
    }

    @Override
    public JsonNode get(int index) {
      reads[0]++;
      return super.get(index);
    }

    @Override
    public Iterator<JsonNode> elements() {
      reads[0] += size();
      return super.elements();
    }

    @Override
    public ArrayNode deepCopy() {
      reads[0] += size();
      return super.deepCopy();
    }
  }

  @SuppressWarnings("unchecked") // as the overridden deepCopy() of ObjectNode is
  private static final class CountedObject extends ObjectNode {
    private static final long serialVersionUID = 1;
    private final long[] reads;

    CountedObject(long[] reads) {
      super(MachineJson.NODES);
      this.reads = reads;
    }

    @Override
    public JsonNode get(String name) {
      reads[0]++;
      return super.get(name);
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> properties() {
      reads[0]++;
      return super.properties();
    }

    @Override
    public ObjectNode deepCopy() {
      reads[0]++;
      return super.deepCopy();
    }
  }
}
