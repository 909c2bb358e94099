#include "judge/script_generator.hpp"

#include <sstream>

namespace rung::test {

namespace {

using Choices = std::vector<std::string_view>;

// Words set apart by blanks; between them comes anything that may. $s is a string, $t the table a.
const Choices common_statements = {
    "select $s , 1.5 from $t ;",
    "select 1 - - 2 , 3 / 4 ;",
    "insert into $t ( b , c ) values ( $s , $s ) , ( $s , 2 ) ;",
    "update $t set b = case c when $s then $s else $s end ;",
    "delete from $t where b = $s ;",
    "with w as ( select $s as x ) select x from w ;",
    "create table n ( x text default ( $s ) , check ( x <> $s ) ) ;",
    "create view v as select case when b = $s then $s end as z from $t ;",
    "begin ;",
    "commit ;",
    "savepoint s ;",
    ";",
};

const Choices sqlite_statements = {
    "create trigger t after insert on $t begin insert into d values ( $s ) ; end ;",
    ("create temp trigger t after update of b on $t when new.b = $s begin update a set b = case c when $s "
     "then 1 end ; "
     "delete from d where e = $s ; end ;"),
    "explain create trigger t delete on $t begin select $s ; end ;",
    "explain query plan select $s ;",
    "select x'3b' , [b] , `c` from $t ;",
    "end ;",
};

const Choices postgresql_statements = {
    "create function f ( ) returns int language plpgsql as $s ;",
    ("create function f ( ) returns int language sql begin atomic select case when b = $s then 1 end from a "
     "; "
     "insert into "
     "d values ( $s ) ; end ;"),
    "create or replace procedure p ( ) begin atomic end ;",
    ("create procedure p ( x int default ( 1 ) ) begin atomic select case 1 when 1 then case 2 when 2 then 3 "
     "end end ; "
     "end ;"),
    "create rule r as on insert to $t do also ( delete from d ; insert into d values ( $s ) ) ;",
    "do $s ;",
    "select a$b , b [ 1 ] , c::text from a ;",
    "copy $t from $s ;",
    "end ;",
};

const Choices string_pieces = {"a",  ";",    "''", "--", "/*",   "*/",    "\\\\", "$",
                               "\n", "\r\n", "é",  "\"", "end;", "begin", "]"};
const Choices dollar_pieces = {"a", ";",  "'",  "--", "/*",   "*/",    "\\",
                               "$", "$a", "\n", "\"", "end;", "begin", "E'"};
const Choices spaces = {" ",  " ",         " ",          "\n",           "\t",   "\r\n",
                        "  ", " /* ; */ ", "/* it's */", " -- ; ' \"\n", "--\n", "/**/"};

const Choices soup_pieces = {"'", "'",         "''",        "\"",        "--", "-", "/*", "*/",
                             "/", "*",         "\n",        "\n",        " ",  " ", "x",  "e",
                             "1", "; select ", "; select ", "; select ", "é",  "=", ","};
const Choices sqlite_soup = {"[",    "]",  "`", "create trigger t begin", "end", "; end; select ",
                             "temp", "\\", "$"};
const Choices postgresql_soup = {"E'", " E'", "$",   "$$",   "$a$", "$b$", "a$",
                                 "1$", "\\'", "U&'", "'\n'", "/*/", "*/*"};

}  // namespace

ScriptGenerator::ScriptGenerator(Dialect dialect, std::uint32_t seed) : dialect_(dialect), random_(seed) {}

std::size_t ScriptGenerator::below(std::size_t bound) {
  // Not std::uniform_int_distribution, which differs from one standard library to the next.
  return random_() % bound;
}

std::string_view ScriptGenerator::one_of(const Choices& choices) { return choices[below(choices.size())]; }

std::string ScriptGenerator::joined(const Choices& pieces, std::size_t most) {
  std::string result;
  for (std::size_t count = below(most + 1); count > 0; --count) result += one_of(pieces);
  return result;
}

std::string ScriptGenerator::between() {
  std::string result(one_of(spaces));
  if (below(4) == 0) result += one_of(spaces);
  return result;
}

std::string ScriptGenerator::text() {
  if (dialect_ == Dialect::postgresql && below(2) == 0) return postgresql_text();
  return "'" + joined(string_pieces, 6) + "'";
}

std::string ScriptGenerator::postgresql_text() {
  const std::string quoted = "'" + joined(string_pieces, 6);
  switch (below(5)) {
    case 0:
      return "E" + quoted + "\\';'";
    case 1:
      return "e" + quoted + "' \n\t'\\'" + ";'";
    case 2:
      return "$tag$" + joined(dollar_pieces, 8) + " $tag$";
    case 3:
      return "U&'" + joined({"a", ";", "''", "--", "/*", "\"", "\n"}, 6) + "'";
    default:
      return "$$" + joined({"a", ";", "'", "--", "/*", "\n", "$a "}, 6) + "$$";
  }
}

std::string ScriptGenerator::table_name() {
  return std::string(dialect_ == Dialect::sqlite ? one_of({"a", "\"a\"", "[a]", "`a`", "A"})
                                                 : one_of({"a", "\"a\"", "A"}));
}

std::string ScriptGenerator::token(std::string_view pattern) {
  if (pattern == "$s") return text();
  if (pattern == "$t") return table_name();
  return std::string(pattern);
}

std::string ScriptGenerator::statement() {
  const Choices& own = dialect_ == Dialect::sqlite ? sqlite_statements : postgresql_statements;
  std::istringstream pattern{std::string(one_of(below(2) == 0 ? own : common_statements))};
  std::string result;
  for (std::string word; pattern >> word;) {
    const bool would_open_comment = word == "-" || word == "/";
    result += token(word) + (would_open_comment ? " " : "") + between();
  }
  return result;
}

std::string ScriptGenerator::script() {
  std::string result = below(8) == 0 ? "\xEF\xBB\xBF" : "";
  for (std::size_t count = 1 + below(8); count > 0; --count) result += statement();
  if (below(4) == 0) result += "select 1" + between();
  return result;
}

std::string ScriptGenerator::soup() {
  const Choices& own = dialect_ == Dialect::sqlite ? sqlite_soup : postgresql_soup;
  std::string result = "select ";
  for (std::size_t count = 5 + below(25); count > 0; --count)
    result += one_of(below(3) == 0 ? own : soup_pieces);
  return result;
}

}  // namespace rung::test
