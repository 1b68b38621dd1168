#!/usr/bin/env bash
# Expected: a JsonPath that is given a Configuration uses the JSON provider of that configuration throughout; json-smart, which is only
#   the library's default provider, can then be left out.
# Happens:  a filter that tests whether a member exists, [?(@.a)], builds a new Configuration from the global defaults, so the default
#   provider is loaded. Without json-smart the evaluation ends with a NoClassDefFoundError; comparing filters, [?(@.a == 1)], work.
#   Configuration.setDefaults(...) with the provider in use avoids it.
# Versions: com.jayway.jsonpath:json-path 3.0.0 with Jackson 2.22 on Java 21 and 25.
# Affects:  applications that pass a configuration and leave json-smart out to keep a function small: all tests pass until somebody writes a
#   filter without a comparison.
# Source:   found while running state machines with such filters; the library's ValueNode evaluates existence with a separate
#   path.
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
    <dependency>
      <groupId>com.jayway.jsonpath</groupId>
      <artifactId>json-path</artifactId>
      <version>3.0.0</version>
      <exclusions><exclusion><groupId>net.minidev</groupId><artifactId>*</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.22.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import com.jayway.jsonpath.Option;
import java.util.Set;

public class Finding {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Configuration OURS =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(JSON))
          .mappingProvider(new JacksonMappingProvider(JSON))
          .build();

  static String of(String path) throws Exception {
    try {
      Object found = JsonPath.using(OURS).parse(JSON.readTree("[{\"a\": 1}, {\"b\": 2}]")).read(path);
      return found.toString();
    } catch (LinkageError e) {
      return e.getClass().getSimpleName();
    }
  }

  public static void main(String[] args) throws Exception {
    System.out.println("$[?(@.a == 1)]: " + of("$[?(@.a == 1)]"));
    System.out.println("$[?(@.a)]: " + of("$[?(@.a)]"));
    Configuration.setDefaults(
        new Configuration.Defaults() {
          public JsonProvider jsonProvider() { return OURS.jsonProvider(); }
          public Set<Option> options() { return Set.of(); }
          public MappingProvider mappingProvider() { return OURS.mappingProvider(); }
        });
    System.out.println("$[?(@.a)] after setDefaults: " + of("$[?(@.a)]"));
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep -E 'json-path|databind'
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = '$[?(@.a == 1)]: [{"a":1}]
$[?(@.a)]: NoClassDefFoundError
$[?(@.a)] after setDefaults: [{"a":1}]' ] || { echo "this changed" >&2; exit 1; }
