#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What each target implements (libFuzzer's name and contract). Ends the program where a promise is broken.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace rung::fuzz {

/// The bytes of an input: some to choose by, and the rest as text.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) noexcept
      : rest_(reinterpret_cast<const char*>(data), size) {}

  /// Less than `count`; 0 when the input is used up.
  std::size_t choose(std::size_t count) noexcept {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % count;
  }
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace rung::fuzz

/// A promise that must hold for every input. No assert: it holds in every build.
#define RUNG_FUZZ_REQUIRE(promise) \
  if (!(promise)) __builtin_trap()
