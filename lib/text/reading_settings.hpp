#pragma once

#include <string_view>

namespace rung::text {

/// Whether a PostgreSQL statement of kind `session_setting` or `may_commit` changes a setting by which the
/// server reads the text behind it: `client_encoding` (also as `NAMES`) and `standard_conforming_strings`.
/// With another value it would cut or store that text wrongly, in silence. Setting what a run has set already
/// (UTF8, on), as every pg_dump script does, changes nothing.
bool changes_reading_settings(std::string_view statement);

}  // namespace rung::text
