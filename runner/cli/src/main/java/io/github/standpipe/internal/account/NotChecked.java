package io.github.standpipe.internal.account;

/**
 * Something that was not checked.
 *
 * @param what such as {@code alarms}, or an ARN
 * @param why such as {@code needs cloudwatch:DescribeAlarms}
 */
public record NotChecked(String what, String why) {

  /** {@code alarms: needs cloudwatch:DescribeAlarms}. */
  @Override
  public String toString() {
    return what + ": " + why;
  }
}
