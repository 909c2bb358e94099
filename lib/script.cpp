#include <utility>

#include <rung/script.hpp>

namespace rung {

Script::Script(std::string text, Transaction transaction, ForeignKeys foreign_keys)
    : owned_(std::make_shared<const std::string>(std::move(text))),
      text_(*owned_),
      transaction_(transaction),
      foreign_keys_(foreign_keys) {}

Script::Script(std::string text, ForeignKeys foreign_keys)
    : Script(std::move(text), Transaction::wrapped, foreign_keys) {}

Script Script::of_static(std::string_view text, Transaction transaction, ForeignKeys foreign_keys) {
  Script script;
  script.text_ = text;
  script.transaction_ = transaction;
  script.foreign_keys_ = foreign_keys;
  return script;
}

std::string_view to_string(Transaction transaction) noexcept {
  switch (transaction) {
    case Transaction::own:
      return "own";
    case Transaction::none:
      return "none";
    case Transaction::wrapped:
      break;
  }
  return "wrapped";
}

}  // namespace rung
