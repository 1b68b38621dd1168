package io.github.standpipe.internal.cli.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.local.Redrive;
import io.github.standpipe.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is sent back, and in which order, whatever the order of the queue. */
class RedriveSelectionTest {

  private static ReplayedMessage message(int number, int copy, String group) {
    ObjectNode record = Json.object().put("messageId", "m-" + number).put("body", "{}");
    record.putObject("attributes").put("MessageGroupId", group);
    ReplayVerdict now = new ReplayVerdict(ReplayVerdict.Kind.DELIVERED, "");
    Origin origin = new Origin("Q.fifo", Optional.of(BigInteger.valueOf(number)));
    return new ReplayedMessage(
        "q-" + number + "-" + copy, "m-" + number, record, origin, Optional.empty(), now);
  }

  @Test
  void sendsEachMessageOnceAndEachGroupInItsOrder() {
    Random random = new Random(20);
    for (int run = 0; run < 300; run++) {
      List<ReplayedMessage> all = new ArrayList<>();
      int messages = 1 + random.nextInt(60);
      for (int number = 0; number < messages; number++) {
        String group = "g-" + random.nextInt(4);
        for (int copy = 0; copy <= random.nextInt(3); copy++) {
          all.add(message(number, copy, group));
        }
      }
      Collections.shuffle(all, random);

      RedriveSelection selected = RedriveSelection.of(all, true, Set.of("Q.fifo"));

      assertThat(selected.due()).hasSize(messages);
      assertThat(selected.repeats()).hasSize(all.size() - messages);
      Map<String, Integer> last = new HashMap<>();
      for (Redrive.Due due : selected.due()) {
        int number = Integer.parseInt(due.record().path("messageId").asText().substring(2));
        assertThat(number).isGreaterThan(last.getOrDefault(due.group(), -1));
        last.put(due.group(), number);
      }
    }
  }

  @Test
  void keepsTheOrderOfTheQueueIfASequenceNumberIsMissing() {
    ReplayedMessage second = message(2, 0, "g");
    ReplayedMessage first = message(1, 0, "g");
    ReplayedMessage unknown =
        new ReplayedMessage(
            "q", "m", first.record(), Origin.UNKNOWN, Optional.empty(), first.now());

    assertThat(RedriveSelection.inOrder(List.of(second, unknown, first)))
        .containsExactly(second, unknown, first);
    assertThat(RedriveSelection.inOrder(List.of(second, first))).containsExactly(first, second);
  }
}
