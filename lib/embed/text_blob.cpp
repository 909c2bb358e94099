#include "embed/text_blob.hpp"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "embed/cpp_literal.hpp"
#include "script_blocks.hpp"

namespace rung::embed {
namespace {

/// For the assembler, as a string of C++'s: it understands what is escaped there. What is in memory is no
/// longer what the file says.
std::string directive(const embedded::Script& script) {
  if (script.in_memory) return string_literal(fmt::format(".ascii {}\n", string_literal(script.text)));
  std::string path;
  for (const char c : script.file) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  return string_literal(fmt::format(".incbin \"{}\",{},{}\n", path, script.offset, script.size));
}

}  // namespace

TextBlob::TextBlob(TextForm form, std::string symbol) : form_(form), symbol_(std::move(symbol)) {}

std::uint64_t TextBlob::add(const embedded::Script& script) {
  // The assembler takes a length of 0 for the whole file.
  if (script.size != 0) scripts_.push_back(script);
  return std::exchange(size_, size_ + script.size);
}

std::string TextBlob::definition() const { return form_ == TextForm::incbin ? incbin() : array(); }

std::string TextBlob::incbin() const {
  // One byte more: an object without a size is none. clang warns of long strings, the assembler does not
  // mind.
  std::string text = fmt::format(
      "extern \"C\" __attribute__((visibility(\"hidden\"))) const char {0}[{1}];\n\n"
      "asm(\".pushsection .rodata\\n.globl {0}\\n.hidden {0}\\n{0}:\\n\"\n",
      symbol_, size_ + 1);
  for (const embedded::Script& script : scripts_) text += "    " + directive(script) + "\n";
  return text + "    \".byte 0\\n.popsection\\n\");\n";
}

std::string TextBlob::array() const {
  if (size_ > array_limit) {
    throw SourceError(
        fmt::format("the migrations hold {} bytes of text, and without the assembler's .incbin only {} can "
                    "be compiled in; build with g++ or clang, or read the folder with load_directory()",
                    size_, array_limit));
  }
  std::string text = fmt::format("constexpr char {}[{}] = {{", symbol_, size_ + 1);
  for (const embedded::Script& script : scripts_) {
    text += "\n";
    ScriptBlocks blocks(script);
    for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
      for (const char c : block) {
        const auto byte = static_cast<unsigned char>(c);
        // Whether a char is signed is the compiler's choice: above 127 only a literal fits both.
        fmt::format_to(std::back_inserter(text), byte < 0x80 ? "{}," : "'\\x{:X}',", byte);
      }
    }
  }
  return text + "\n0};\n";
}

}  // namespace rung::embed
