#pragma once

#include <rung/dialect.hpp>

namespace rung::text {

/// How a dialect's text is cut into tokens, as data: the scanner has no other knowledge of dialects.
struct LexicalRules {
  Dialect dialect = Dialect::any;
  bool nested_comments = false;       ///< `/* /* */ */` is one comment.
  bool dollar_quotes = false;         ///< `$tag$ … $tag$`.
  bool escape_strings = false;        ///< `E'it\'s'`, and its continuation on the next line.
  bool backtick_identifiers = false;  ///< `` `a;b` ``.
  bool bracket_identifiers = false;   ///< `[a;b]`.
  bool parentheses_hold = false;      ///< A `;` inside parentheses ends nothing (CREATE RULE … DO (a; b)).
  bool begin_atomic = false;          ///< A routine's body `BEGIN ATOMIC … END` holds semicolons.
  bool trigger_bodies = false;        ///< `CREATE TRIGGER … BEGIN …; END` holds semicolons.
  bool parameters =
      false;  ///< `?`, `:a`, `@a`, `$a` outside quotes are parameters, which bind NULL: refused.
  bool carriage_return_ends_comment = false;  ///< A CR alone ends a `--` comment.
  bool byte_order_mark_is_space = false;      ///< Anywhere, as in files that were joined.
  bool client_commands =
      false;  ///< A backslash outside quotes is psql's, and `COPY … FROM STDIN` its data: refused.
};

const LexicalRules& lexical_rules(Dialect dialect) noexcept;

}  // namespace rung::text
