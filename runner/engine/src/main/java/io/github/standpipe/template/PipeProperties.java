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
 *     is written as a string stays one
 * @param open by path such as {@code SourceParameters.FilterCriteria.Filters[0].Pattern}: the
 *     values that only a deployment or a given value determines
 */
public record PipeProperties(ObjectNode properties, Map<String, Open> open) {

  /** Copies the map of open values. */
  public PipeProperties {
    open = Map.copyOf(open);
  }

  /**
   * What is unknown about a value; {@link PipeProperties#properties} has a placeholder for it, or
   * nothing if there is not even a placeholder.
   *
   * @param names what would need to be given: {@code AWS::AccountId}, {@code OrderQueue.Arn}
   * @param logicalId the resource that the whole value names, if it names one
   * @param generated whether CloudFormation generates that resource's name
   * @param reason the obstacle, with file and line
   */
  public record Open(
      List<String> names, Optional<String> logicalId, boolean generated, String reason) {
    private static final Set<String> PLACE =
        Set.of("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix");

    /** {@return whether only the account, the region or the partition is missing} */
    public boolean isPlaceAlone() {
      return !names.isEmpty() && PLACE.containsAll(names);
    }

    /**
     * {@return a text in which the local placeholders are replaced by the account, region and
     * partition of a deployment, as far as this value depends on them}
     *
     * @param partition the partition, such as {@code aws}
     * @param region the region, such as {@code eu-west-1}
     * @param account the account id of 12 digits
     * @param value the text with the local placeholders
     */
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
