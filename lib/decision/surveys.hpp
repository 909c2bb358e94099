#pragma once

#include <map>

#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

#include "text/survey.hpp"

namespace rung {

/// Surveys of scripts, each made once however often a run plans. What `rung-embed` or the folder's reader has
/// surveyed in this dialect is not read again, nor kept: the script has it.
class Surveys {
 public:
  explicit Surveys(Dialect dialect) noexcept : dialect_(dialect) {}

  /// Throws what `text::survey` throws. `script` must outlive this object.
  text::Survey of(const embedded::Script& script);

  [[nodiscard]] Dialect dialect() const noexcept { return dialect_; }

 private:
  Dialect dialect_;
  std::map<const embedded::Script*, text::Survey> made_;
};

}  // namespace rung
