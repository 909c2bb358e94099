#include "text/settings_file.hpp"

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/lines.hpp"
#include "text/pieces.hpp"

namespace rung::text {

Transaction read_transaction_setting(const std::string& file, std::string_view text,
                                     std::string_view known_key) {
  Transaction transaction = Transaction::wrapped;
  LineCutter lines([&](const Line& line) {
    const std::string_view setting = trim(line.text.substr(0, line.text.find('#')));
    if (setting.empty()) return;
    const std::size_t equals = setting.find('=');
    const std::string_view key = trim(setting.substr(0, equals));
    if (equals == std::string_view::npos || key != known_key) {
      throw SourceError(file, line.number, 1,
                        fmt::format("'{}' is not understood; the only key is '{}'", key, known_key));
    }
    const std::string_view value = trim(setting.substr(equals + 1));
    if (value != "true" && value != "false") {
      throw SourceError(file, line.number, 1,
                        fmt::format("'{}' is true or false, not '{}'", known_key, value));
    }
    transaction = value == "false" ? Transaction::none : Transaction::wrapped;
  });
  lines.add(text);
  lines.finish();
  return transaction;
}

}  // namespace rung::text
