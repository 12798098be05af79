package org.fusefixture.assertion;

import java.util.Arrays;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.posix.ByteSize;

/** What a failed assertion says; text and numbers stand in it as they are, without quotes. */
final class Message extends BasicErrorMessageFactory {
  Message(String format, Object... arguments) {
    super(format, Arrays.stream(arguments).map(Message::plain).toArray());
  }

  private static Object plain(Object argument) {
    return argument instanceof CharSequence
            || argument instanceof Number
            || argument instanceof ByteSize
        ? unquotedString(argument.toString())
        : argument;
  }
}
