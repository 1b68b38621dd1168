#!/usr/bin/env bash
# Expected: string(.x) of a missing key is null, as uppercase, trim, number and most functions of JSLT give null for null, so that
#   fallback(string(.x), "none") is "none".
# Happens:  string(null) is the text "null". The fallback is never used, and the text goes on as if it were data.
# Versions: com.schibsted.spt.data:jslt 0.1.14 on Java 25.
# Affects:  transforms that make a text of an optional id or number: keys of look-ups and names become "null".
# Source:   found while checking transforms for branches that are never taken.
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
  public static void main(String[] args) throws Exception {
    for (String expression : new String[] {
      "uppercase(.x)", "trim(.x)", "number(.x)", "string(.x)", "fallback(string(.x), \"none\")"
    }) {
      System.out.println(expression + ": "
          + Parser.compileString(expression).apply(new ObjectMapper().readTree("{}")));
    }
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
[ "$out" = 'uppercase(.x): null
trim(.x): null
number(.x): null
string(.x): "null"
fallback(string(.x), "none"): "null"' ] || { echo "this changed" >&2; exit 1; }
