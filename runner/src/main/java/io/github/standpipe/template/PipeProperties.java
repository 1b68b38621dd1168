package io.github.standpipe.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a pipe as its template writes them.
 *
 * @param properties by their names in the template, intrinsics resolved; a number or a boolean that
 *     is written as a text stays one
 * @param open by path such as {@code SourceParameters.FilterCriteria.Filters[0].Pattern}: each
 *     value of which only a deployment, or a value that is given, tells what it is
 */
public record PipeProperties(ObjectNode properties, Map<String, Open> open) {

  public PipeProperties {
    open = Map.copyOf(open);
  }

  /**
   * What is not known of a value here; in {@link PipeProperties#properties} a made-up value stands
   * in its place, or none where there is not even that.
   *
   * @param names what would have to be given: {@code AWS::AccountId}, {@code OrderQueue.Arn}
   * @param logicalId the resource that the whole value names, where it names one
   * @param generated whether CloudFormation makes that resource's name
   * @param reason what stands in the way, with file and line
   */
  public record Open(
      List<String> names, Optional<String> logicalId, boolean generated, String reason) {
    private static final Set<String> PLACE =
        Set.of("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix");

    /** Whether nothing is missing but the account, the region or the partition. */
    public boolean isPlaceAlone() {
      return !names.isEmpty() && PLACE.containsAll(names);
    }

    /** A value that is made up for want of a place, as it is in a real one. */
    public String in(String partition, String region, String account, String value) {
      String there = value;
      if (names.contains("AWS::AccountId")) {
        there = there.replace(Pseudo.local("AWS::AccountId"), account);
      }
      if (names.contains("AWS::Region")) {
        there = there.replace(Pseudo.local("AWS::Region"), region);
      }
      boolean made = logicalId.isPresent() || names.contains("AWS::Partition");
      return made ? there.replaceFirst("^arn:[^:]*:", "arn:" + partition + ":") : there;
    }
  }
}
