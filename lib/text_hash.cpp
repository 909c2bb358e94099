#include "text_hash.hpp"

#include <cstddef>
#include <mutex>
#include <stdexcept>

#include <rhash.h>

namespace rung {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void require(bool librhash_did_it) {
  if (!librhash_did_it) throw std::runtime_error("librhash cannot compute a SHA-256");
}

struct Free {
  void operator()(rhash_context* context) const noexcept { rhash_free(context); }
};
using Digest = std::unique_ptr<rhash_context, Free>;

/// The first one has librhash look for libcrypto, which is four times as fast; it does without where there is
/// none. To link libcrypto costs every start a half of what a boot on SQLite takes.
Digest new_digest() {
  static std::once_flag begun;
  std::call_once(begun, rhash_library_init);
  Digest digest{rhash_init(RHASH_SHA256)};
  require(digest != nullptr);
  return digest;
}

}  // namespace

struct TextHash::State {
  Digest digest = new_digest();
  std::size_t mark_seen =
      0;  // Bytes of a byte-order mark that the text began with; `npos`: it is past its start.
  bool return_held = false;  // The last byte was a CR: whether it counts is told by the next one.

  void put(std::string_view bytes) const {
    require(rhash_update(digest.get(), bytes.data(), bytes.size()) == 0);
  }

  std::string_view without_mark(std::string_view block);
  void end_start();
};

// The mark is dropped once it is whole; what only looked like one is put in front again.
std::string_view TextHash::State::without_mark(std::string_view block) {
  while (!block.empty() && mark_seen < byte_order_mark.size()) {
    if (block.front() != byte_order_mark[mark_seen]) {
      end_start();
      return block;
    }
    block.remove_prefix(1);
    if (++mark_seen == byte_order_mark.size()) mark_seen = std::string_view::npos;
  }
  return block;
}

void TextHash::State::end_start() {
  if (mark_seen < byte_order_mark.size()) put(byte_order_mark.substr(0, mark_seen));
  mark_seen = std::string_view::npos;
}

TextHash::TextHash() : state_(std::make_unique<State>()) {}
TextHash::~TextHash() = default;
TextHash::TextHash(TextHash&&) noexcept = default;
TextHash& TextHash::operator=(TextHash&&) noexcept = default;

void TextHash::add(std::string_view block) {
  block = state_->without_mark(block);
  if (block.empty()) return;
  if (state_->return_held && block.front() != '\n') state_->put("\r");
  state_->return_held = block.back() == '\r';
  if (state_->return_held) block.remove_suffix(1);
  while (!block.empty()) {
    const std::size_t fold = block.find("\r\n");
    state_->put(block.substr(0, fold));
    block.remove_prefix(fold == std::string_view::npos ? block.size() : fold + 1);
  }
}

Checksum TextHash::finish() {
  state_->end_start();
  if (state_->return_held) state_->put("\r");
  Checksum::Bytes bytes{};
  require(rhash_final(state_->digest.get(), bytes.data()) == 0);
  return Checksum(bytes);
}

Checksum checksum_of_text(std::string_view text) {
  TextHash hash;
  hash.add(text);
  return hash.finish();
}

Checksum checksum_of_routine(std::string_view id) {
  TextHash hash;
  hash.add("routine ");
  hash.add(id);
  hash.add("\n");
  return hash.finish();
}

}  // namespace rung
