package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers 200 and names nothing has done nothing that may be relied on. */
@Timeout(600)
class UnconfirmedWritesTest {
  private final Diary diary = new Diary();
  private final RecordedExecutions executions = RecordedExecutions.counted();

  private static ServerQueues through(AlteredAnswers server) {
    return ServerQueues.of(
        Servers.of(Map.of("AWS_ENDPOINT_URL_SQS", server.endpoint().toString())), Bench.arn("any"));
  }

  /** Answers that name nothing of what was asked. */
  private static AlteredAnswers altering(String action, String answer, int times) {
    return new AlteredAnswers(
        (asked, call, request) -> asked.equals(action) && call <= times ? answer : null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"Successful\":[]}",
        "{\"Successful\":[{\"Id\":\"77\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\"x\"}]}",
        "{\"Successful\":[{}]}",
        "{\"Failed\":[{\"Id\":\"77\",\"SenderFault\":false,\"Code\":\"x\"}]}"
      })
  void reportsMessagesThatAreNotConfirmedAsSent(String answer) {
    Queue given = Bench.queue();
    Bench.QUEUES.create(given);
    try (AlteredAnswers server = altering("SendMessageBatch", answer, 2);
        ServerQueues queues = through(server)) {
      LiveQueue queue = queues.find(given);
      assertThatThrownBy(() -> queue.send(Bench.records("1", "2")))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "message 1: the queue '"
                  + given.name()
                  + "' did not confirm it; it may or may not be on the queue");
      assertThat(server.calls("SendMessageBatch")).isEqualTo(2);
      assertThat(queue.send(Bench.records("1", "2"))).hasSize(2);
    }
  }

  @Test
  void sendsOnceMoreWhatIsNotConfirmed() {
    Queue given = Bench.queue();
    Bench.QUEUES.create(given);
    try (AlteredAnswers server = altering("SendMessageBatch", "{}", 1);
        ServerQueues queues = through(server)) {
      assertThat(queues.find(given).send(Bench.records("1", "2", "3"))).hasSize(3);
    }
    assertThat(Bench.QUEUES.find(given).depth().total()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"Failed\":[]}", "{\"Successful\":[{\"Id\":\"77\"}]}"})
  void doesNotTakeAMessageForDeletedThatTheAnswerDoesNotName(String answer) {
    Queue given = Bench.redriving(5);
    Bench.QUEUES.create(given);
    try (AlteredAnswers server = altering("DeleteMessageBatch", answer, 1);
        ServerQueues queues = through(server)) {
      LiveQueue queue = queues.find(given);
      LiveRun run = Bench.run(Bench.pipe(given, null), queue, executions, diary);
      run.send(Bench.records("1", "2"));
      run.drain();
      assertThat(diary.problems).isEmpty();
      assertThat(run.summary().accounted()).isTrue();
    }
    assertThat(Bench.QUEUES.find(given).depth().total()).isZero();
  }

  @Test
  void keepsInALoanWhatIsNotConfirmedAsDeleted() {
    Queue given = Bench.queue();
    Bench.QUEUES.create(given).send(Bench.records("1", "2"));
    List<String> problems = new ArrayList<>();
    Source source = new Source(given.arn(), 10, OptionalInt.empty());
    try (AlteredAnswers server = altering("DeleteMessageBatch", "{}", 2);
        ServerQueues queues = through(server);
        MessageLoan loan = new MessageLoan(queues.find(given), source, problems::add)) {
      List<String> ids =
          loan.take(10, false, Duration.ofMinutes(1)).stream()
              .map(record -> record.path("messageId").asText())
              .toList();
      assertThat(ids).hasSize(2);
      assertThat(loan.delete(loan.held(ids)))
          .containsOnlyKeys(ids)
          .containsValue("the queue did not confirm it");
      assertThat(loan.held(ids)).hasSize(2);
      assertThat(loan.delete(loan.held(ids))).isEmpty();
    }
    assertThat(Bench.QUEUES.find(given).depth().total()).isZero();
  }
}
