package org.fusefixture.assertion;

import org.assertj.core.description.EmptyTextDescription;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.StandardRepresentation;

/** What an assertion would say. */
final class Messages {
  private Messages() {}

  static String of(ErrorMessageFactory factory) {
    return factory.create(EmptyTextDescription.emptyDescription(), new StandardRepresentation());
  }
}
