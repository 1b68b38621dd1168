#!/usr/bin/env bash
# Expected: a rule whose field takes a wildcard or anything-but with equals-ignore-case matches a text that either of them takes, in any order, and
#   no rule changes what another rule of the machine matches.
# Happens:  if a wildcard that begins with a star comes before the anything-but, the anything-but no longer takes a text that the wildcard does not
#   take. The other order matches. The same happens between two rules of one machine: the one that was added second never matches the text.
# Versions: software.amazon.event.ruler:event-ruler 2.1.0 on Java 25.
# Affects:  rules that exclude a word whatever its case beside a wildcard: events are lost in silence, by the order of the matchers or of the rules.
#   No other pair of matchers was found to do this: 27 matchers in all pairs and triples on 17 texts.
# Source:   found while deciding whether two filters pass the same messages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.event.ruler</groupId><artifactId>event-ruler</artifactId><version>2.1.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import software.amazon.event.ruler.Machine;

public class Finding {
  static final String WILDCARD = "{\"wildcard\": \"*q*\"}";
  static final String EXCLUDED = "{\"anything-but\": {\"equals-ignore-case\": \"b\"}}";

  static String of(String... rules) throws Exception {
    Machine machine = Machine.builder().build();
    for (int i = 0; i < rules.length; i++) {
      machine.addRule("rule " + (i + 1), "{\"k\": [" + rules[i] + "]}");
    }
    return String.join(" and ", rules) + ", {\"k\": \"xyz\"}: " + machine.rulesForJSONEvent("{\"k\": \"xyz\"}");
  }

  public static void main(String[] args) throws Exception {
    System.out.println(of(WILDCARD + ", " + EXCLUDED));
    System.out.println(of(EXCLUDED + ", " + WILDCARD));
    System.out.println(of(WILDCARD, EXCLUDED));
    System.out.println(of(EXCLUDED, WILDCARD));
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep -E 'ruler|databind'
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = '{"wildcard": "*q*"}, {"anything-but": {"equals-ignore-case": "b"}}, {"k": "xyz"}: []
{"anything-but": {"equals-ignore-case": "b"}}, {"wildcard": "*q*"}, {"k": "xyz"}: [rule 1]
{"wildcard": "*q*"} and {"anything-but": {"equals-ignore-case": "b"}}, {"k": "xyz"}: []
{"anything-but": {"equals-ignore-case": "b"}} and {"wildcard": "*q*"}, {"k": "xyz"}: [rule 1]' ] || { echo "this changed" >&2; exit 1; }
