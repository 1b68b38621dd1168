#!/usr/bin/env bash
# Expected: sum([a, b]) of two integers is a + b, as JSLT's operator + gives it.
# Happens:  sum adds doubles and converts the result back to an integer if all items are integers. From 2^53 on digits are silently
#   lost, and a total beyond 64 bits becomes 9223372036854775807, whereas the operator + wraps to a negative number.
# Versions: com.schibsted.spt.data:jslt 0.1.14 on Java 21 and 25.
# Affects:  sums of amounts in small units, ids or byte counts: the result looks like an exact integer.
# Source:   found while comparing transforms with exact arithmetic.
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
    <dependency><groupId>com.schibsted.spt.data</groupId><artifactId>jslt</artifactId><version>0.1.14</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Parser;

public class Finding {
  static String of(String expression, String input) throws Exception {
    return expression + " of " + input + ": "
        + Parser.compileString(expression).apply(new ObjectMapper().readTree(input));
  }

  public static void main(String[] args) throws Exception {
    System.out.println(of("sum(.)", "[9007199254740993, 2]"));
    System.out.println(of(".[0] + .[1]", "[9007199254740993, 2]"));
    System.out.println(of("sum(.)", "[9223372036854775807, 1]"));
    System.out.println(of(".[0] + .[1]", "[9223372036854775807, 1]"));
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep -E 'jslt|databind'
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = 'sum(.) of [9007199254740993, 2]: 9007199254740994
.[0] + .[1] of [9007199254740993, 2]: 9007199254740995
sum(.) of [9223372036854775807, 1]: 9223372036854775807
.[0] + .[1] of [9223372036854775807, 1]: -9223372036854775808' ] || { echo "this changed" >&2; exit 1; }
