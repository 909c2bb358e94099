#include "testing/seeding/numbered_text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "testing/seeding/pattern_sample.hpp"

namespace rung::testing::seeding {
namespace {

/// Of each pattern that has a number.
constexpr std::size_t variations = 6;
constexpr std::size_t longest_made = 5000;

/// What people's checks ask for.
constexpr std::array<std::string_view, 78> usual_texts{
    "row{n}",
    "row-{n}@example.org",
    "https://example.org/row/{n}",
    "http://example.org/{n}",
    "/row/{n}",
    "{minute} 3 * * *",
    "0 {minute} 3 * * *",
    R"({{"number": {n}}})",
    "[{n}]",
    "\"row{n}\"",
    "00000000-0000-4000-8000-{n:012}",
    "{year}-{month:02}-{day:02}",
    "{year}-{month:02}-{day:02} {hour:02}:{minute:02}:00",
    "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z",
    "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00.000Z",
    "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+00:00",
    "{year}-{month:02}",
    "{hour:02}:{minute:02}",
    "{hour:02}:{minute:02}:00",
    "ROW{n}",
    "ROW_{n}",
    "ROW-{n}",
    "Row {n}",
    "row_{n}",
    "row.{n}",
    "row {n}",
    "row/{n}",
    "row:{n}",
    "@row{n}",
    "#row{n}",
    "{letter}",
    "row{letter}",
    "ROW{letter}",
    "{n}",
    "{n}.5",
    "-{n}",
    "{n}%",
    "1.{n}.0",
    "v1.{n}.0",
    "1.{n}",
    "#{n:06x}",
    "{n:02}",
    "{n:03}",
    "{n:04}",
    "{n:05}",
    "{n:06}",
    "{n:08}",
    "{n:010}",
    "{n:016x}",
    "{n:032x}",
    "{n:040x}",
    "{n:064x}",
    "sha256:{n:064x}",
    "10.1.{high}.{low}",
    "10.1.{high}.0/24",
    "08:00:2b:01:{high:02x}:{low:02x}",
    "2001:db8::{n:x}",
    "row{n}.example.org",
    "+41440000{n:03}",
    "+41 44 000 00 {n:02}",
    "(044) 555-{n:04}",
    "cm93{n:04}",
    "AB{n:04}",
    "ABC-{n:04}",
    "AB-{n:06}",
    "P{n}D",
    "CH93007620116238529{n:02}",
    "01ARZ3NDEKTSV4RRFFQ69G5{n:03}",
    "row{n}.txt",
    "arn:aws:s3:::row{n}",
    "row{n}/image:1",
    "k{n}=v",
    "(row{n})",
    "{{row{n}}}",
    "<row{n}>",
    "row{n}, row",
    "Etc/GMT+{hour}",
    "",
};

/// Codes have no number.
constexpr std::array<std::string_view, 24> codes{"CH",
                                                 "DE",
                                                 "US",
                                                 "CHE",
                                                 "CHF",
                                                 "EUR",
                                                 "USD",
                                                 "de",
                                                 "en",
                                                 "de-CH",
                                                 "en_US",
                                                 "UTC",
                                                 "Europe/Zurich",
                                                 "true",
                                                 "false",
                                                 "yes",
                                                 "no",
                                                 "text/plain",
                                                 "application/json",
                                                 "M",
                                                 "F",
                                                 "active",
                                                 "x",
                                                 "A"};

char letter_of(std::size_t number) { return static_cast<char>('a' + number % 26); }

/// So many letters, which count as digits do.
std::string lettered(std::size_t length, std::size_t number) {
  std::string text(length, 'a');
  for (std::size_t place = length; place > 0; number /= 26) text[--place] = letter_of(number);
  return text;
}

/// As long as a number says, and one less and more; but not for the many numbers of a long list.
void add_long_texts(const std::vector<std::string>& numbers, std::size_t first,
                    std::vector<std::string>& texts) {
  std::size_t used = 0;
  for (const std::string& number : numbers) {
    const long said = std::strtol(number.c_str(), nullptr, 10);
    if (said < 1 || said > static_cast<long>(longest_made) || ++used > 6) continue;
    for (std::size_t variation = first; variation < first + variations; ++variation) {
      for (const long length : {said, said - 1, said + 1}) {
        const auto size = static_cast<std::size_t>(length);
        texts.push_back(lettered(size, variation));
        texts.push_back(fmt::format("{:0{}}", variation + 1, size));
      }
    }
  }
}

}  // namespace

std::string numbered(std::string_view pattern, std::size_t number) {
  using fmt::arg;
  const std::string letter(1, letter_of(number));
  return fmt::format(fmt::runtime(pattern), arg("n", number + 1), arg("year", 2026 + number / 336),
                     arg("month", number / 28 % 12 + 1), arg("day", number % 28 + 1),
                     arg("hour", number % 23 + 1), arg("minute", number % 60),
                     arg("high", number / 256 % 256), arg("low", number % 256), arg("letter", letter));
}

std::string short_text(std::size_t longest, std::size_t number) {
  // One in three is as people write.
  const bool is_odd = number % 3 == 2 && longest >= 60;
  std::string text =
      numbered(is_odd ? "Row  {n}: Ünder 'quotes', longer than forty characters" : "row-{n}", number);
  return text.size() <= longest ? text : lettered(std::min(longest, std::size_t{4}), number);
}

std::vector<std::string> texts_for(const Hints& hints, std::size_t first) {
  std::vector<std::string> texts(hints.texts);
  for (const std::string& pattern : hints.texts)
    for (std::size_t variation = first; variation < first + variations; ++variation)
      for (std::string& text : matches_of(pattern, variation)) texts.push_back(std::move(text));
  add_long_texts(hints.numbers, first, texts);
  for (std::size_t number = first; number < first + 16; ++number)
    texts.push_back(numbered("row-{n}", number));
  for (const std::string_view pattern : usual_texts)
    for (std::size_t variation = first; variation < first + variations; ++variation)
      texts.push_back(numbered(pattern, variation));
  texts.insert(texts.end(), codes.begin(), codes.end());
  return texts;
}

}  // namespace rung::testing::seeding
