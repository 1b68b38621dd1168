package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.jsonata.JsonataExpressions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonataReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "phone | phone",
        "order.lines.sku | order",
        "`a b`.c | a b",
        "$x + y | y",
        "$sum(lines.price) | lines",
        "{\"a\": b, c: 1} | b c",
        "[a, $b.c, d[0]] | a d",
        "$x ? a : b | a b",
        "$map($x, function($v){ $v.a + rate }) | rate",
        "function($x)<n:n>{ $x + n }(1) | n",
        "$x[1..last] | ",
        "[1..last] | last",
        "a and b or c in d | a b c d",
        "($y := a; $y.b) | a",
        "-a | a",
        "$x > a | a",
        "a[b = c].d | a",
        "$f(a)(b) | a b",
        "a ~> $count() | a",
        "$ | $",
        "$[0].a | $",
        "$string($) | $",
        "$map($x, function($y){ $ }) | $",
        "b + a + b | b a",
      })
  void areWhatHasNoContext(String expression, String names) {
    assertThat(String.join(" ", JsonataReferences.in(expression).names()))
        .isEqualTo(names == null ? "" : names);
    assertThat(JsonataReferences.in(expression).laterOperator()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.a.b",
        "$x.a[b > 1 and c.d = 'e'].f",
        "$x.(a & b)",
        "$x.{\"k\": a, b: c}",
        "$x.[a, b]",
        "$x.$f(a)",
        "$x{a: $sum(b)}",
        "$x^(>a, b).c",
        "$x.*.a",
        "$x.**.a",
        "$x.a@$y.b#$i[c = $y.d]",
        "$x.a.%.b",
        "'a' & \"b\" & 1.5e3",
        "true or false and null",
        "/* a */ $x /* b.c */",
        "$match($x, /a(b)c/i)",
        "$x ~> |a|{\"b\": c}|",
        "$reduce($x, function($i, $j){ $i + $j.a }, 0)",
        "$x ~> $filter(function($v){ $v.ok })",
        "$x - 1 / 2 % 3 * 4",
        "$f(?, 2)",
        "$x != 1 ? 'a' : $x >= 2 ? 'b' : 'c'",
        "$x.a in ['b', 'c']",
        "$x[$ > 1]",
        "$x.($ & 'a')",
        "$x.$string($)",
      })
  void areNoneWithinAPath(String expression) {
    JsonataExpressions.compile(expression);
    assertThat(JsonataReferences.in(expression).names()).isEmpty();
    assertThat(JsonataReferences.in(expression).laterOperator()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"$x ?: 1,:", "$x ?? 1,?", "$f($x.a ?? 'b'),?"})
  void namesTheSymbolThatCannotBeRead(String expression, String symbol) {
    assertThat(JsonataReferences.in(expression).laterOperator()).contains(symbol);
  }
}
