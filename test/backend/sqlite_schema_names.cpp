// What only the text of a SQLite statement tells is read from it, however oddly it is written.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "backend/sqlite3/canonical_sql.hpp"
#include "backend/sqlite3/sql_tokens.hpp"
#include "sqlite_image.hpp"

using namespace rung;        // NOLINT(google-build-using-namespace): a test of many of its names
using namespace rung::test;  // NOLINT(google-build-using-namespace)

namespace {

const sqlite::Names columns = {"a", "b", "desc", "größe", "key", "two words"};

std::string expression(const std::string& text) {
  return sqlite::canonical_expression(sqlite::sql_tokens(text), {"t", columns});
}

std::string statement(const std::string& text) {
  return sqlite::canonical_statement(sqlite::sql_tokens(text), columns);
}

/// The names of a table's parts of one kind, in the image's order.
std::vector<std::string> parts(const Schema& schema, const std::string& kind, const std::string& parent) {
  std::vector<std::string> names;
  for (const SchemaObject& object : schema.objects()) {
    if (object.kind == kind && object.parent == parent) names.push_back(object.name);
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("an expression of SQLite's has one form") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"A>0 AND B<=- 1", "a > 0 and b <= -1"},
      {"a - -1", "a - -1"},
      {"- -1 + ~ a", "- -1 + ~a"},
      {"-(a) * +b", "-(a) * +b"},
      {"a->>'$.x'=b->'y' or a||b<>a<<2", "a ->> '$.x' = b -> 'y' or a || b <> a << 2"},
      {"a == b and a!=b and a>>1>=b", "a == b and a != b and a >> 1 >= b"},
      {"a in('It''s;','--','/*','check (')", "a in ('It''s;', '--', '/*', 'check (')"},
      {"A in (1.5E-3, .5, 5., 1.e3, 0XFF, 0xe-1, 1-2, X'0aF')",
       "a in (1.5e-3, .5, 5., 1.e3, 0xff, 0xe - 1, 1 - 2, x'0af')"},
      {"length ( a ) > 0 /* why; */ -- so\n and replace(A, 'x', 'y') like 'Z%'",
       "length(a) > 0 and replace(a, 'x', 'y') like 'Z%'"},
      {R"("a" = "c" and [c]=`c` and "two words"<>'two words')",
       R"(a = 'c' and c = c and "two words" <> 'two words')"},
      {R"(t.a = "T"."key" and u.a = 1)", R"(a = "key" and u.a = 1)"},
      {R"(key = 1 or desc = 2 or "DESC" = "asc")", R"("key" = 1 or "desc" = 2 or "desc" = 'asc')"},
      {"case when a then 1 else -1 end", "case when a then 1 else -1 end"},
      {R"(cast ( a as "text" ) collate "nocase" is not null)", "cast(a as text) collate nocase is not null"},
      {R"("rowid" > 0 and "lower"(a) = 'x')", "rowid > 0 and lower(a) = 'x'"},
      {R"(Größe = "Ä")", R"("größe" = 'Ä')"},
      {R"(a="it's""so")", R"(a = 'it''s"so')"},
      {"current_date>CURRENT_TIMESTAMP", "current_date > current_timestamp"},
      {"", ""},
  };
  for (const auto& [text, canonical] : cases) {
    CHECK(expression(text) == canonical);
    CHECK(expression(canonical) == canonical);
  }
}

TEST_CASE("a statement of SQLite's has one form, in lines") {
  CHECK(
      statement("SELECT A , key FROM t LEFT OUTER JOIN u ON t.a=u.a WHERE (a or b) AND b ORDER BY a DESC") ==
      "select a,\n\"key\"\nfrom t\nleft outer join u on t.a = u.a\nwhere (a or b)\nand b\norder by a desc");
  CHECK(statement("begin update t set a=1,b=2 where new.desc; select 1;end") ==
        "begin\nupdate t\nset a = 1,\nb = 2\nwhere new.\"desc\";\nselect 1;\nend");
  CHECK(statement(R"(select "A", "Lit", "N" from (select 1 as "N"))") ==
        "select a,\n'Lit',\nn\nfrom (select 1 as n)");
}

TEST_CASE("a name of SQLite's is in quotes only if it needs them") {
  CHECK(sqlite::sql_name("Plain_1") == "plain_1");
  CHECK(sqlite::sql_name("1st") == R"("1st")");
  CHECK(sqlite::sql_name("order") == R"("order")");
  CHECK(sqlite::sql_name("two words") == R"("two words")");
  CHECK(sqlite::sql_name(R"(a"b)") == R"("a""b")");
  CHECK(sqlite::sql_name("größe") == R"("größe")");
  CHECK(sqlite::sql_name("") == R"("")");
}

TEST_CASE("strange names of SQLite's tables and columns are read") {
  const Schema schema = image_of(
      R"(create table [a table] ("check" text check ("check" <> 'check ('), `unique` int unique,)"
      R"( [a b] , 'primary' text, "it""s, (" int check ("it""s, (" > 0), größe, 'a''b',)"
      R"( references_ text references "a table" ("unique"), constraint "Key (x" check (größe > 1)))");
  CHECK(property(schema, "table", "", R"("a table")", "columns") ==
        R"("check", "unique", "a b", "primary", "it""s, (", "größe", "a'b", references_)");
  CHECK(parts(schema, "check", R"("a table")") ==
        Names{R"("check" <> 'check (')", R"("it""s, (" > 0)", R"("key (x")"});
  CHECK(parts(schema, "unique", R"("a table")") == Names{R"(("unique"))"});
  CHECK(parts(schema, "foreign key", R"("a table")") == Names{R"((references_) references "a table")"});
}

TEST_CASE("constraints of SQLite's are found in any place and order") {
  const Schema schema = image_of(
      "create table p (a, b, primary key (a desc, b collate nocase));"
      "create table t ("
      "  a text default 'check (1), (' check (a <> ') check (') not null check (length(a) > (1 + (2))) "
      "unique,"
      "  b default (1 + (2)) not null on conflict fail check (b > 0 /* ) check ( */), -- check (no),\n"
      "  c default -1.5e3 check (c), d, e text collate nocase generated always as ((a)) stored check (e),"
      "  f references p match full on delete set default check (f) deferrable initially deferred,"
      "  g constraint x null constraint y references p (a) not deferrable initially deferred,"
      "  constraint z check (a) check (b) unique (c, d) on conflict ignore check (c)"
      "  constraint k primary key (a desc, d) on conflict rollback, foreign key (c, d) references p,"
      "  check (d) on conflict ignore)");
  CHECK(parts(schema, "check", "t") == Names{"a <> ') check ('", "b > 0", "c", "d", "e", "f",
                                             "length(a) > (1 + (2))", "z", "z (2)", "z (3)"});
  CHECK(property(schema, "check", "t", "z (3)", "expression") == "c");
  CHECK(parts(schema, "unique", "t") == Names{"(a)", "(c, d)"});
  CHECK(property(schema, "unique", "t", "(c, d)", "on conflict") == "ignore");
  CHECK(property(schema, "primary key", "t", "k", "sorting") == "a desc, d");
  CHECK(property(schema, "primary key", "t", "k", "on conflict") == "rollback");
  CHECK(property(schema, "primary key", "p", "primary key", "sorting") == "a desc, b collate nocase");
  CHECK(parts(schema, "foreign key", "t") == Names{"(c, d) references p", "(f) references p", "y"});
  CHECK(property(schema, "foreign key", "t", "(f) references p", "deferrable") == "initially deferred");
  CHECK(property(schema, "foreign key", "t", "(f) references p", "match") == "full");
  CHECK(property(schema, "foreign key", "t", "(f) references p", "on delete") == "set default");
  CHECK(property(schema, "foreign key", "t", "y", "deferrable").empty());
  CHECK(property(schema, "foreign key", "t", "(c, d) references p", "referenced columns") == "a, b");
  CHECK(property(schema, "column", "t", "b", "on conflict") == "fail");
  CHECK(property(schema, "column", "t", "e", "generated") == "(a)");
  CHECK(property(schema, "column", "t", "c", "default") == "-1.5e3");
}

TEST_CASE(
    "a name belongs to the constraint of SQLite's that it stands before, and to checks up to the comma") {
  const Schema schema = image_of(
      "create table t (a constraint n not null unique check (a > 0), b constraint unused, c check (c > 0),"
      " d constraint m default 1 references t, e constraint o collate nocase unique,"
      " f constraint q generated always as (a) unique, desc, constraint u unique (desc),"
      " constraint w unique (e collate nocase, d) unique (d) on conflict fail constraint r, check (d > 0))");
  CHECK(parts(schema, "check", "t") == Names{"c > 0", "d > 0", "n"});
  CHECK(parts(schema, "unique", "t") == Names{"(a)", "(d)", "(e)", "(f)", "u", "w"});
  CHECK(parts(schema, "foreign key", "t") == Names{"(d) references t"});
  CHECK(property(schema, "unique", "t", "(d)", "on conflict") == "fail");
  CHECK(property(schema, "unique", "t", "w", "on conflict").empty());
}

TEST_CASE("a trigger of SQLite's says when it fires") {
  const Schema schema = image_of(
      "create table t (a, b); create trigger g update of a, [B] on t when new.a > 1 begin select 1; end;"
      "create view v as select 1; create trigger h instead of delete on v begin select 1; end");
  CHECK(property(schema, "trigger", "t", "g", "definition") ==
        "before update of a, b\nwhen new.a > 1\nbegin\nselect 1;\nend");
  CHECK(property(schema, "trigger", "v", "h", "definition") == "instead of delete\nbegin\nselect 1;\nend");
}

TEST_CASE("equal constraints of SQLite's have names of their own") {
  const Schema schema = image_of(
      "create table t (a check (a > 0) check (a > 0) references t references t, constraint c unique (a))");
  CHECK(parts(schema, "check", "t") == Names{"a > 0", "a > 0 (2)"});
  CHECK(parts(schema, "foreign key", "t") == Names{"(a) references t", "(a) references t (2)"});
  CHECK(parts(schema, "unique", "t") == Names{"c"});
}

TEST_CASE("a column of SQLite's without a type, and a type of many words, are read") {
  const Schema schema = image_of(
      R"(create table t (a, b not null, c "my type" (3), d native character (70) default 'x', e text as )"
      "(a))");
  CHECK(property(schema, "column", "t", "a", "type").empty());
  CHECK(property(schema, "column", "t", "b", "type").empty());
  CHECK(property(schema, "column", "t", "d", "type") == "native character(70)");
  CHECK(property(schema, "column", "t", "e", "type") == "text");
}
