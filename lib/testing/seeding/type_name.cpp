#include "testing/seeding/type_name.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "text/whole_text.hpp"

namespace rung::testing::seeding {
namespace {

struct KnownType {
  std::string_view word;
  TypeKind kind;
  std::string_view pattern = {};
};

constexpr std::string_view date = "{year}-{month:02}-{day:02}";
constexpr std::string_view date_and_time = "{year}-{month:02}-{day:02} {hour:02}:30:15";
constexpr std::string_view fine_time = "{year}-{month:02}-{day:02} {hour:02}:30:15.25";
constexpr std::string_view fine_time_with_zone = "{year}-{month:02}-{day:02} {hour:02}:30:15.25+02";
constexpr std::string_view numbered_json = R"({{"number": {n}, "list": ["a", null]}})";

/// Every type of PostgreSQL's own that a column can have, some of its extensions, and what people declare in
/// SQLite.
constexpr std::array known_types{
    KnownType{"boolean", TypeKind::truth},
    KnownType{"bool", TypeKind::truth},
    KnownType{"smallint", TypeKind::integer},
    KnownType{"integer", TypeKind::integer},
    KnownType{"bigint", TypeKind::integer},
    KnownType{"numeric", TypeKind::decimal},
    KnownType{"decimal", TypeKind::decimal},
    KnownType{"real", TypeKind::floating},
    KnownType{"double precision", TypeKind::floating},
    KnownType{"text", TypeKind::text},
    KnownType{"character varying", TypeKind::text},
    KnownType{"character", TypeKind::text},
    KnownType{"bpchar", TypeKind::text},
    KnownType{"citext", TypeKind::text},
    KnownType{"name", TypeKind::text},
    KnownType{"bytea", TypeKind::bytes},
    KnownType{"bit", TypeKind::bits},
    KnownType{"bit varying", TypeKind::bits},
    KnownType{"date", TypeKind::moment, date},
    KnownType{"datetime", TypeKind::moment, date_and_time},
    KnownType{"timestamp", TypeKind::moment, date_and_time},
    KnownType{"timestamp without time zone", TypeKind::moment, fine_time},
    KnownType{"timestamp with time zone", TypeKind::moment, fine_time_with_zone},
    KnownType{"time", TypeKind::moment, "{hour:02}:{minute:02}:15"},
    KnownType{"time without time zone", TypeKind::moment, "{hour:02}:{minute:02}:15.25"},
    KnownType{"time with time zone", TypeKind::moment, "{hour:02}:{minute:02}:15.25+02"},
    KnownType{"json", TypeKind::json, numbered_json},
    KnownType{"jsonb", TypeKind::json, numbered_json},
    KnownType{"\"char\"", TypeKind::patterned, "{letter}"},
    KnownType{"interval", TypeKind::patterned, "{n} years {n} mons {n} days {hour:02}:{minute:02}:15"},
    KnownType{"uuid", TypeKind::patterned, "00000000-0000-4000-8000-{n:012}"},
    KnownType{"inet", TypeKind::patterned, "10.1.{high}.{low}"},
    KnownType{"cidr", TypeKind::patterned, "10.{high}.{low}.0/24"},
    KnownType{"macaddr", TypeKind::patterned, "08:00:2b:01:{high:02x}:{low:02x}"},
    KnownType{"macaddr8", TypeKind::patterned, "08:00:2b:01:02:03:{high:02x}:{low:02x}"},
    KnownType{"money", TypeKind::patterned, "{n}.25"},
    KnownType{"point", TypeKind::patterned, "({n},1)"},
    KnownType{"line", TypeKind::patterned, "{{1,{n},0}}"},
    KnownType{"lseg", TypeKind::patterned, "[(0,0),({n},1)]"},
    KnownType{"box", TypeKind::patterned, "({n}.5,1),({n},0)"},
    KnownType{"path", TypeKind::patterned, "[(0,0),({n},1)]"},
    KnownType{"polygon", TypeKind::patterned, "((0,0),({n},0),({n},1))"},
    KnownType{"circle", TypeKind::patterned, "<({n}0,0),1>"},
    KnownType{"tsvector", TypeKind::patterned, "row{n}"},
    KnownType{"tsquery", TypeKind::patterned, "row{n}"},
    KnownType{"xml", TypeKind::patterned, "<row number=\"{n}\"/>"},
    KnownType{"jsonpath", TypeKind::patterned, "$.row{n}"},
    KnownType{"int4range", TypeKind::patterned, "[{n}0,{n}5)"},
    KnownType{"int8range", TypeKind::patterned, "[{n}0,{n}5)"},
    KnownType{"numrange", TypeKind::patterned, "[{n}.25,{n}.75)"},
    KnownType{"daterange", TypeKind::patterned, "[{year}-{month:02}-{day:02},{year}-{month:02}-{day:02}]"},
    KnownType{"tsrange", TypeKind::patterned,
              "[{year}-{month:02}-{day:02} {hour:02}:00,{year}-{month:02}-{day:02} {hour:02}:30)"},
    KnownType{"tstzrange", TypeKind::patterned,
              "[{year}-{month:02}-{day:02} {hour:02}:00+00,{year}-{month:02}-{day:02} {hour:02}:30+00)"},
    KnownType{"int4multirange", TypeKind::patterned, "{{[{n}0,{n}3),[{n}5,{n}6)}}"},
    KnownType{"int8multirange", TypeKind::patterned, "{{[{n}0,{n}3),[{n}5,{n}6)}}"},
    KnownType{"nummultirange", TypeKind::patterned, "{{[{n}.25,{n}.75)}}"},
    KnownType{"datemultirange", TypeKind::patterned,
              "{{[{year}-{month:02}-{day:02},{year}-{month:02}-{day:02}]}}"},
    KnownType{"tsmultirange", TypeKind::patterned,
              "{{[{year}-{month:02}-{day:02} {hour:02}:00,{year}-{month:02}-{day:02} {hour:02}:30)}}"},
    KnownType{"tstzmultirange", TypeKind::patterned,
              "{{[{year}-{month:02}-{day:02} {hour:02}:00+00,{year}-{month:02}-{day:02} {hour:02}:30+00)}}"},
    KnownType{"oid", TypeKind::patterned, "{n}"},
    KnownType{"xid", TypeKind::patterned, "{n}"},
    KnownType{"xid8", TypeKind::patterned, "{n}"},
    KnownType{"cid", TypeKind::patterned, "{n}"},
    KnownType{"tid", TypeKind::patterned, "(0,{n})"},
    KnownType{"pg_lsn", TypeKind::patterned, "0/{n}"},
    KnownType{"pg_snapshot", TypeKind::patterned, "{n}:{n}:"},
    KnownType{"txid_snapshot", TypeKind::patterned, "{n}:{n}:"},
    KnownType{"int2vector", TypeKind::patterned, "1 {n}"},
    KnownType{"oidvector", TypeKind::patterned, "1 {n}"},
    KnownType{"refcursor", TypeKind::patterned, "row{n}"},
    KnownType{"regclass", TypeKind::patterned, "{n}"},
    KnownType{"regtype", TypeKind::patterned, "{n}"},
    KnownType{"regproc", TypeKind::patterned, "{n}"},
    KnownType{"regprocedure", TypeKind::patterned, "{n}"},
    KnownType{"regoper", TypeKind::patterned, "{n}"},
    KnownType{"regoperator", TypeKind::patterned, "{n}"},
    KnownType{"regrole", TypeKind::patterned, "{n}"},
    KnownType{"regnamespace", TypeKind::patterned, "{n}"},
    KnownType{"regconfig", TypeKind::patterned, "{n}"},
    KnownType{"regdictionary", TypeKind::patterned, "{n}"},
    KnownType{"regcollation", TypeKind::patterned, "{n}"},
    KnownType{"hstore", TypeKind::patterned, "key=>{n}"},
    KnownType{"ltree", TypeKind::patterned, "top.row{n}"},
    KnownType{"lquery", TypeKind::patterned, "top.row{n}"},
    KnownType{"cube", TypeKind::patterned, "({n})"},
};

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != std::string_view::npos;
}

KnownType unknown_type(std::string_view word) noexcept {
  const auto one_of = [word](std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [word](auto part) { return contains(word, part); });
  };
  if (one_of({"int"})) return {word, TypeKind::integer};
  if (one_of({"char", "clob", "text"})) return {word, TypeKind::text};
  if (one_of({"blob", "binary"})) return {word, TypeKind::blob};
  if (one_of({"real", "floa", "doub"})) return {word, TypeKind::floating};
  if (one_of({"bool"})) return {word, TypeKind::truth};
  if (one_of({"date", "time"})) return {word, TypeKind::moment, date_and_time};
  if (one_of({"json"})) return {word, TypeKind::json, numbered_json};
  if (one_of({"dec", "num"})) return {word, TypeKind::decimal};
  return {word, TypeKind::text};
}

/// Takes "(5,2)" out of "numeric(5,2)", "(3)" out of "timestamp(3) with time zone".
std::vector<int> take_modifiers(std::string& name) {
  std::vector<int> modifiers;
  const std::size_t open = name.find('(');
  const std::size_t close = name.find(')', open);
  if (open == std::string::npos || close == std::string::npos) return modifiers;
  for (std::size_t at = open; at < close; at = std::min(name.find(',', at + 1), close))
    modifiers.push_back(std::atoi(name.c_str() + at + 1));  // NOLINT(cert-err34-c): 0 if it is none
  name.erase(open, close + 1 - open);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return modifiers;
}

}  // namespace

TypeName parse_type(std::string_view name) {
  TypeName type;
  type.word = text::in_lower_case(name);
  type.modifiers = take_modifiers(type.word);
  const std::size_t dot = type.word.rfind('.');
  if (dot != std::string::npos) type.word.erase(0, dot + 1);
  if (type.word.rfind("interval ", 0) == 0) type.word = "interval";
  const auto* const known = std::find_if(known_types.begin(), known_types.end(),
                                         [&](const KnownType& one) { return one.word == type.word; });
  const KnownType found = known == known_types.end() ? unknown_type(type.word) : *known;
  type.kind = found.kind;
  type.pattern = found.pattern;
  return type;
}

}  // namespace rung::testing::seeding
