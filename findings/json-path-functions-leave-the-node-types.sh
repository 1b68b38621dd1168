#!/usr/bin/env bash
# Expected: with the JSON provider that works on Jackson's JsonNode every result of read() is a JsonNode, as it is for paths.
# Happens:  a function at the end of a path answers in Java's own types: length() gives an Integer and sum() a Double. A generic
#   JsonNode result = ...read(path) compiles, and fails with a ClassCastException for these paths alone.
# Versions: com.jayway.jsonpath:json-path 3.0.0 with Jackson 2.22 on Java 25.
# Hurts:    an interpreter whose users write the paths: everything passes until somebody's path ends in a function.
# Source:   met while running state machines whose InputPath ended in a function; the library's documentation lists the functions'
#   result types without a word on the provider.
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
    <dependency><groupId>com.jayway.jsonpath</groupId><artifactId>json-path</artifactId><version>3.0.0</version></dependency>
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
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;

public class Finding {
  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Configuration nodes =
        Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(json))
            .mappingProvider(new JacksonMappingProvider(json))
            .build();
    String text = "{\"items\": [2, 3]}";
    for (String path : List.of("$.items", "$.items.length()", "$.items.sum()")) {
      Object found = JsonPath.using(nodes).parse(json.readTree(text)).read(path);
      System.out.println(path + " " + found.getClass().getSimpleName());
    }
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
[ "$out" = '$.items ArrayNode
$.items.length() Integer
$.items.sum() Double' ] || { echo "this changed" >&2; exit 1; }
