package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.Execution;
import io.github.standpipe.machine.MachineContext;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.VisitLog;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.MachineDefinition;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a payload, a name or a message holds is text on the page, also inside compressed blocks. */
class PageEscapesTest {
  private static final String EVIL = "<img src=x onerror=hack()>\"'</template></script>\u202e";

  @Test
  void escapesTheNamesDataAndFailuresOfAMachine() throws IOException {
    ObjectNode definition = Json.object().put("StartAt", EVIL);
    ObjectNode states = definition.putObject("States");
    states
        .putObject(EVIL)
        .put("Type", "Choice")
        .put("Default", "F")
        .withArray("Choices")
        .addObject()
        .put("Variable", "$.evil")
        .put("StringEquals", EVIL + "!")
        .put("Next", "F");
    states.putObject("F").put("Type", "Fail").put("Error", EVIL).put("Cause", EVIL);
    VisitLog visits = new VisitLog();
    Execution execution =
        StateMachine.parse("M", definition, false)
            .run(
                Json.object().put("evil", EVIL),
                call -> {
                  throw new AssertionError();
                },
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> new UUID(0, 0),
                MachineContext.local("M"),
                visits);
    CaseExecution ran =
        new CaseExecution(
            new MachineDefinition(EVIL, "arn", false, definition),
            execution,
            List.of(),
            visits,
            List.of());
    PageBlocks blocks = new PageBlocks();
    Html html = new Html();

    new MachineSection(ran, blocks, html).write();

    holdsNoMarkup(blocks, html, 2);
  }

  @Test
  void escapesWhatStandsInFrontOfTheQueue() throws IOException {
    BusTrace.Delivery elsewhere =
        new BusTrace.Delivery(EVIL, EVIL, new BusTrace.Arrival.Elsewhere(EVIL), List.of());
    BusTrace.Route route =
        new BusTrace.Route(
            EVIL,
            new BusTrace.Decision.Off(EVIL),
            List.of(elsewhere),
            List.of(new Warning(EVIL, EVIL)));
    PageBlocks blocks = new PageBlocks();
    Html html = new Html();

    new BusSection(EVIL, List.of(new BusTrace(EVIL, List.of(route), List.of())), blocks, html)
        .write();

    holdsNoMarkup(blocks, html, 0);
  }

  /** A text that begins as HTML is a part of the page; every other one is written as text. */
  private static void holdsNoMarkup(PageBlocks blocks, Html html, int parts) throws IOException {
    blocks.article("x", html.toString());
    OpenedPage page = OpenedPage.of(blocks.html());
    assertThat(page.html()).doesNotContain("<img");
    assertThat(page.articles()).contains("&lt;img src=x").doesNotContain("<img", "\u202e");
    List<String> fragments = page.texts().stream().filter(text -> text.startsWith("<")).toList();
    assertThat(fragments).hasSizeGreaterThanOrEqualTo(parts);
    assertThat(fragments).noneMatch(text -> text.contains("<img"));
    assertThat(page.texts()).noneMatch(text -> text.contains("\u202e"));
  }
}
