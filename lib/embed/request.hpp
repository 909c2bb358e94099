#pragma once

#include <string>

#include <rung/dialect.hpp>
#include <rung/format.hpp>

#include "text/interpolation.hpp"

namespace rung::embed {

/// How the text of the migrations gets into the program.
enum class TextForm {
  incbin,  ///< The assembler copies it from the files: for g++ and clang, of any size.
  arrays,  ///< As arrays of characters, for every other compiler: up to 8 MB.
};

/// What `rung-embed` is asked to do.
struct Request {
  std::string directory;  ///< Of the migrations; absolute, without a slash at its end.
  Format format = Format::automatic;
  Dialect dialect = Dialect::any;
  text::Variables variables;  ///< For goose's ENVSUB.
  TextForm text = TextForm::arrays;
  std::string name;        ///< Of the function that returns the set.
  std::string name_space;  ///< That it stands in: "engine", or "acme::engine".
  std::string source;      ///< The files to write.
  std::string header;
  std::string depfile;
};

}  // namespace rung::embed
