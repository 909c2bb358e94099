#include "text_hash.hpp"

#include <cstddef>
#include <stdexcept>

#include <openssl/evp.h>

namespace rung {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void require(bool openssl_did_it) {
  if (!openssl_did_it) throw std::runtime_error("OpenSSL's libcrypto cannot compute a SHA-256");
}

struct Free {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, Free>;

Digest new_digest() {
  Digest digest{EVP_MD_CTX_new()};
  require(digest != nullptr);
  return digest;
}

/// A copy of one that is at its beginning: since OpenSSL 3, to look the algorithm up by its name takes longer
/// than to hash a short text (EVP_DigestInit(3), "explicit fetching").
Digest begun_digest() {
  static const Digest at_beginning = [] {
    Digest digest = new_digest();
    require(EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1);
    return digest;
  }();
  Digest digest = new_digest();
  require(EVP_MD_CTX_copy_ex(digest.get(), at_beginning.get()) == 1);
  return digest;
}

}  // namespace

struct TextHash::State {
  Digest digest = begun_digest();
  std::size_t mark_seen =
      0;  // Bytes of a byte-order mark that the text began with; `npos`: it is past its start.
  bool return_held = false;  // The last byte was a CR: whether it counts is told by the next one.

  void put(std::string_view bytes) const {
    require(EVP_DigestUpdate(digest.get(), bytes.data(), bytes.size()) == 1);
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
  require(EVP_DigestFinal_ex(state_->digest.get(), bytes.data(), nullptr) == 1);
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
