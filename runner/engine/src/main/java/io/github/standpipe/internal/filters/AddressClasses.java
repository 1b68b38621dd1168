package io.github.standpipe.internal.filters;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * IP addresses, some for each interval between the bounds of some blocks and single addresses.
 * Event-ruler compares addresses with {@code cidr}, and with each exact text that reads as one.
 */
final class AddressClasses {
  /** All characters of addresses. */
  static final String CHARACTERS = "0123456789abcdefABCDEF:.";

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
  private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private AddressClasses() {}

  private record Address(BigInteger value, int bytes) implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
      int byBytes = Integer.compare(bytes, other.bytes);
      return byBytes != 0 ? byBytes : value.compareTo(other.value);
    }

    Optional<Address> plus(BigInteger steps) {
      BigInteger next = value.add(steps);
      return next.signum() < 0 || next.bitLength() > bytes * 8
          ? Optional.empty()
          : Optional.of(new Address(next, bytes));
    }

    List<String> spellings() {
      byte[] raw = new byte[bytes];
      byte[] given = value.toByteArray();
      for (int i = 1; i <= Math.min(given.length, bytes); i++) {
        raw[bytes - i] = given[given.length - i];
      }
      try {
        String text = InetAddress.getByAddress(raw).getHostAddress();
        int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(':')) + 1;
        return List.of(text, text.substring(0, last) + "0" + text.substring(last));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address has 4 or 16 bytes", e);
      }
    }
  }

  static boolean isAddress(String text) {
    return parse(text).isPresent();
  }

  /**
   * The texts; none without a block or address.
   *
   * @param blocks the operands of {@code cidr}
   * @param exact exact texts; those that are not addresses do not count
   */
  static Set<String> of(List<String> blocks, List<String> exact) {
    TreeSet<Address> starts = new TreeSet<>();
    blocks.forEach(block -> bounds(block, starts));
    exact.forEach(text -> bounds(text, starts));
    Set<String> texts = new LinkedHashSet<>();
    int each = exact.size() + 2;
    for (Address start : starts) {
      for (int i = -1; i < each; i++) {
        start.plus(BigInteger.valueOf(i)).ifPresent(one -> texts.addAll(one.spellings()));
      }
    }
    return texts;
  }

  /** The first address of a block, and the first one behind it. */
  private static void bounds(String block, Set<Address> starts) {
    int slash = block.indexOf('/');
    Optional<Address> address = parse(slash < 0 ? block : block.substring(0, slash));
    if (address.isEmpty()) {
      return;
    }
    int size = address.get().bytes() * 8;
    int fixed = slash < 0 ? size : Integer.parseInt(block.substring(slash + 1));
    BigInteger length = BigInteger.ONE.shiftLeft(Math.max(0, size - fixed));
    BigInteger first = address.get().value().divide(length).multiply(length);
    Address start = new Address(first, address.get().bytes());
    starts.add(start);
    start.plus(length).ifPresent(starts::add);
  }

  private static Optional<Address> parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      return Optional.of(new Address(new BigInteger(1, bytes), bytes.length));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An operand of {@code cidr} that is a block. */
  static List<String> blocks(List<String> operands) {
    List<String> blocks = new ArrayList<>(operands);
    blocks.removeIf(text -> !text.matches("[0-9A-Fa-f:.]+(/\\d{1,3})?"));
    return blocks;
  }
}
