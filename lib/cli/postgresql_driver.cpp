#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <rung/backend/postgresql.hpp>
#include <rung/cli.hpp>
#include <rung/error.hpp>

#include "backend/postgresql/url.hpp"
#include "cli/postgresql_login.hpp"
#include "cli/step_printer.hpp"

namespace rung::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest_pause{20};
constexpr milliseconds longest_pause{500};
constexpr milliseconds tell_every{1000};

/// Waits for a server that will let us in later, and says so.
class Waiting {
 public:
  explicit Waiting(const OpenOptions& options)
      : limit_(options.wait), tell_(options.waiting ? options.waiting : print_waiting) {}

  /// Sleeps once, longer each time, and never in step with others who wait. False, without sleeping, when the
  /// limit has passed.
  bool pause(const std::string& what) {
    const milliseconds waited = this->waited();
    if (waited >= limit_) return false;
    if (!last_told_ || waited - *last_told_ >= tell_every) {
      tell_(what, waited);
      last_told_ = waited;
    }
    std::uniform_int_distribution<milliseconds::rep> jitter(next_.count() / 2, next_.count());
    std::this_thread::sleep_for(std::min(milliseconds(jitter(random_)), limit_ - waited));
    next_ = std::min(next_ * 2, longest_pause);
    return true;
  }

  [[nodiscard]] milliseconds waited() const {
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  milliseconds limit_;
  std::function<void(std::string_view, milliseconds)> tell_;
  milliseconds next_ = shortest_pause;
  std::optional<milliseconds> last_told_;
  std::minstd_rand random_{std::random_device{}()};
};

/// The server's words on one line, without what SOCI puts before them.
std::string words_of(const soci::soci_error& error) {
  const std::string text = error.what();
  const std::size_t line = text.find('\n');
  std::string words;
  for (const char c : line == std::string::npos ? text : text.substr(line + 1)) {
    const bool is_space = c == '\n' || c == '\t' || c == '\r' || c == ' ';
    if (!is_space || (!words.empty() && words.back() != ' ')) words += is_space ? ' ' : c;
  }
  while (!words.empty() && (words.back() == ' ' || words.back() == '.')) words.pop_back();
  return words;
}

[[noreturn]] void refuse(const LoginAnswer& answer, const std::string& words, milliseconds waited) {
  const bool gave_up = will_pass(answer) && waited.count() > 0;
  const bool may_help = will_pass(answer) || answer.code.empty();
  const bool is_question = !words.empty() && words.back() == '?';
  throw ConnectionError(fmt::format("cannot connect to PostgreSQL ({}){}: {}{} {}", answer.place,
                                    gave_up ? fmt::format(" for {} ms", waited.count()) : "", words,
                                    is_question ? "" : ".", advice(answer)),
                        CatalogState::untouched(), may_help ? Retry::may_help : Retry::useless);
}

Connection open(const std::string& url, const OpenOptions& options) {
  const postgresql::Url parsed(url);
  const std::string uri = parsed.uri();
  Waiting waiting(options);
  for (;;) {
    try {
      auto session = std::make_shared<soci::session>(soci::postgresql, uri);
      Database database = backend::postgresql(*session);
      return {std::move(session), std::move(database)};
    } catch (const soci::soci_error& error) {
      const LoginAnswer answer = try_login(uri);
      const std::string words = parsed.without_secrets(words_of(error));
      if (!will_pass(answer) || !waiting.pause(words)) refuse(answer, words, waiting.waited());
    }
  }
}

}  // namespace

Driver postgresql() {
  return {{"postgres", "postgresql"}, open, "postgres://app@db.example.com:5432/app", testing::postgresql};
}

}  // namespace rung::cli
