#include "symmetry/mistake.hpp"

// What authors get wrong in a down on SQLite, where a table is built again for most changes.

namespace rung::test {
namespace {

const std::string job = "create table job(id integer primary key, state text not null, n integer);";
const std::string keep = "create table kept as select * from job; drop table job; ";
const std::string refill = " insert into job select * from kept; drop table kept;";

void check(const Mistake& mistake, const std::vector<std::string>& more = {}) {
  INFO(mistake.what);
  testing::ThrowawayDatabase database = testing::sqlite();
  check_found(mistake, database, more);
}

/// A table in other words, and back in these, or in wrong ones.
void check_rebuilt(const std::string& what, const std::string& right, const std::string& other,
                   const std::string& wrong, const std::string& finding,
                   const std::vector<std::string>& more = {}) {
  check({what, right, keep + other + refill, keep + right + refill, keep + wrong + refill, finding}, more);
}

}  // namespace

TEST_CASE("a down that forgets a trigger, as a rebuild does, is found on SQLite") {
  const std::string trigger =
      "create trigger counted after insert on job begin update job set n = 1 where id = new.id; end;";
  const std::string wide =
      "create table job(id integer primary key, state text not null, n integer, note text);";
  const std::string up =
      keep + wide + " insert into job select *, null from kept; drop table kept;" + trigger;
  const std::string down =
      "create table kept as select id, state, n from job; drop table job; " + job + refill;
  check({"", job + trigger, up, down + trigger, down, "trigger job.counted"});
  check(
      {"it says something else", job + trigger, up, down + trigger,
       down + "create trigger counted after insert on job begin update job set n = 2 where id = new.id; end;",
       "trigger job.counted: definition"});
}

TEST_CASE("a down that allows other values is found on SQLite") {
  const auto job_in = [](const std::string& states) {
    return "create table job(id integer primary key, state text not null, n integer, "
           "constraint known check (state in (" +
           states + ")));";
  };
  check({"", job_in("'new', 'done'"), keep + job_in("'new', 'done', 'lost'") + refill,
         "update job set state = 'done' where state = 'lost'; " + keep + job_in("'new', 'done'") + refill,
         "update job set state = 'done' where state = 'lost'; " + keep + job_in("'done', 'new', 'old'") +
             refill,
         "check job.known: expression"});
}

TEST_CASE("a down that loses a property of a table or a column is found on SQLite") {
  const std::string other = "create table job(id integer primary key, state text not null, n text);";
  const auto with = [](const std::string& column, const std::string& options) {
    return "create table job(id integer primary key, state text not null, n " + column + ")" + options + ";";
  };
  check_rebuilt("not null", with("integer", ""), with("text", ""),
                "create table job(id integer primary key, state text, n integer);",
                "column job.state: not null");
  check_rebuilt("a type", with("integer", ""), other, with("real", ""), "column job.n: type",
                {"2 rows of job.n"});
  check_rebuilt("strict", with("integer", " strict"), with("integer", ""), with("integer", ""),
                "table job: strict");
  check_rebuilt("without rowid", with("integer", " without rowid"), with("text", " without rowid"),
                with("integer", ""), "table job: without rowid", {"2 column job.id: not null"});
}

TEST_CASE("a down that changes a generated column or a view is found on SQLite") {
  const auto doubled = [](const std::string& by) {
    return "alter table job add column twice integer generated always as (n * " + by + ") virtual;";
  };
  check({"a generated column", job + doubled("2"), "alter table job drop column twice", doubled("2"),
         doubled("3"), "column job.twice: generated"},
        {"2 rows of job.twice"});
  const std::string view = "create view busy as select id from job where state = 'busy';";
  check({"a view", job + view, "drop view busy", view,
         "create view busy as select id from job where state = 'bussy'", "view busy: definition"});
}

TEST_CASE("a down that leaves a foreign key to another table is found on SQLite") {
  const std::string tags =
      "create table tag(id integer primary key, job_id integer references job (id) on delete cascade);";
  const std::string tags_out = "create table tags_kept as select * from tag; drop table tag;";
  const auto tags_in = [](const std::string& tag) {
    return tag + " insert into tag select * from tags_kept; drop table tags_kept;";
  };
  const std::string without = "create table tag(id integer primary key, job_id integer);";
  check({"", job + tags, tags_out + tags_in(without),
         "delete from tag where job_id not in (select id from job);" + tags_out + tags_in(tags),
         "delete from tag where job_id not in (select id from job);" + tags_out +
             tags_in("create table tag(id integer primary key, job_id integer references job (id));"),
         "foreign key tag.(job_id) references job: on delete"});
}

}  // namespace rung::test
