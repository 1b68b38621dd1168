package io.github.standpipe.internal.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "PIPE, Refund, '', RefundPipe, Refund, RefundEnricher, refund.jslt",
    "PIPE, RefundPipe, '', RefundPipe, Refund, RefundEnricher, refund.jslt",
    "PIPE, Pipe, '', PipePipe, Pipe, PipeEnricher, pipe.jslt",
    "ENRICHER, LoyaltyEnricher, '', LoyaltyPipe, Loyalty, LoyaltyEnricher, loyalty.jslt",
    "ENRICHER, OrderTotals, '', OrderTotalsPipe, OrderTotals, OrderTotals, order-totals.jslt",
    "ENRICHER, OrderTotals, TotalsPipe, TotalsPipe, Totals, OrderTotals, order-totals.jslt",
    "TRANSFORM, OrderTotals, '', OrderTotalsPipe, OrderTotals, OrderTotalsEnricher,"
        + " order-totals.jslt",
    "TRANSFORM, HTTPOrder2Go, Go, Go, Go, HTTPOrder2GoEnricher, http-order2-go.jslt"
  })
  void areMadeOfOne(
      ScaffoldKind kind,
      String name,
      String given,
      String pipe,
      String base,
      String function,
      String jslt) {
    ScaffoldNames names = ScaffoldNames.of(kind, name, given);

    assertThat(names.pipe()).isEqualTo(pipe);
    assertThat(names.base()).isEqualTo(base);
    assertThat(names.function()).isEqualTo(function);
    assertThat(names.transform()).isEqualTo(jslt);
  }

  /** The pipe is named alike, whatever it is made for. */
  @ParameterizedTest
  @CsvSource({"Refund", "RefundPipe", "OrderTotals"})
  void nameThePipeOfEachKindAlike(String name) {
    String pipe = name.replaceAll("Pipe$", "") + "Pipe";
    assertThat(ScaffoldNames.of(ScaffoldKind.PIPE, name, "").pipe()).isEqualTo(pipe);
    if (!name.endsWith("Pipe")) {
      assertThat(ScaffoldNames.of(ScaffoldKind.TRANSFORM, name, "").pipe()).isEqualTo(pipe);
      assertThat(ScaffoldNames.of(ScaffoldKind.ENRICHER, name, "").pipe()).isEqualTo(pipe);
      assertThat(ScaffoldNames.of(ScaffoldKind.TRANSFORM, name, "").function())
          .isEqualTo(ScaffoldNames.of(ScaffoldKind.PIPE, name, "").function());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIPE | order-pipe | '' | pipe order-pipe: is not a name; write letters and digits, like"
            + " OrderPipe",
        "PIPE | 3d | '' | pipe 3d: is not a name; write letters and digits, like OrderTotals",
        "ENRICHER | a/b | '' | enricher a/b: is not a name; write letters and digits, like AB",
        "ENRICHER | '' | '' | enricher : is not a name; write letters and digits, like OrderTotals",
        "ENRICHER | Verdict | '' | enricher Verdict: is the name of a class that it needs; choose"
            + " another",
        "ENRICHER | Object | '' | enricher Object: is the name of a class that it needs; choose"
            + " another",
        "ENRICHER | Foo | Foo | --pipe Foo: is also the function's name; choose another",
        "TRANSFORM | Foo | f | --pipe f: is not a name; write letters and digits, like F",
        "PIPE | Foo | Bar | --pipe Bar: the name of a new pipe is made of Foo; leave it" + " out",
        "PIPE | Abcdefghijklmnopqrstuvwxyzabcdefghijklmno | '' |"
            + " pipe Abcdefghijklmnopqrstuvwxyzabcdefghijklmno: has 41 characters; write at most 40"
            + " of them"
      })
  void refusesWhatIsNoName(ScaffoldKind kind, String name, String pipe, String message) {
    assertThatThrownBy(() -> ScaffoldNames.of(kind, name, pipe))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Loyalty Shop, loyalty-shop, loyaltyshop",
    "_x_, x, x",
    "2-go, 2-go, enrichers",
    "new, new, enrichers",
    "日本, pipes, pipes"
  })
  void areMadeOfAFolder(String folder, String name, String packageName) {
    assertThat(Sources.nameOf(Path.of(folder))).isEqualTo(name);
    assertThat(Sources.packageOf(Path.of(folder))).isEqualTo(packageName);
  }
}
