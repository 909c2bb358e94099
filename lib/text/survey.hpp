#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <rung/checksum.hpp>
#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

namespace rung::text {

/// A statement that cannot stand where it stands, with the way out in `message`.
struct Finding {
  std::uint64_t line = 0;  ///< In the script's file.
  std::uint64_t column = 0;
  std::string message;
};

/// What a plan has to know of a script before its first statement is sent.
struct Survey {
  static constexpr std::size_t most_findings = 20;

  std::uint64_t statements = 0;   ///< That will be executed.
  std::uint32_t traits = 0;       ///< embedded::Trait bits.
  std::vector<Finding> findings;  ///< By line; the first `most_findings`.
  Checksum checksum;  ///< Of a script that is read from a file, and whose own is not known yet; else zeros.
};

/// Reads the whole script once, in blocks. `script.transaction` decides what may stand in it. Throws what
/// StatementReader throws. Does not use `script.surveyed`: who has that need not call.
Survey survey(const embedded::Script& script, Dialect dialect);

}  // namespace rung::text
