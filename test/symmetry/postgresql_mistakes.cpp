#include "support/postgresql_server.hpp"
#include "symmetry/mistake.hpp"

// What authors get wrong in a down that only PostgreSQL has.

namespace rung::test {
namespace {

void check(const Mistake& mistake, const std::vector<std::string>& more = {}) {
  INFO(mistake.what);
  testing::ThrowawayDatabase database = testing::postgresql(scratch_url());
  check_found(mistake, database, more);
}

const std::string job = "create table job(id integer primary key, state text not null, n integer);";

}  // namespace

TEST_CASE("a down that forgets a trigger is found on PostgreSQL") {
  if (!can_start_postgresql()) return;
  const std::string base =
      job +
      "create function noted() returns trigger language plpgsql as $$ begin return new; end $$;"
      "create trigger job_is_noted before insert on job for each row execute function noted();";
  check({"", base, "drop trigger job_is_noted on job; create table tag(id integer);",
         "create trigger job_is_noted before insert on job for each row execute function noted(); drop table "
         "tag;",
         "drop table tag;", "trigger public.job.job_is_noted"});
  check({"only its time has changed", base, "drop trigger job_is_noted on job",
         "create trigger job_is_noted before insert on job for each row execute function noted()",
         "create trigger job_is_noted after insert on job for each row execute function noted()",
         "trigger public.job.job_is_noted: definition"});
}

TEST_CASE("a down that forgets a constraint is found on PostgreSQL") {
  if (!can_start_postgresql()) return;
  const std::string tag = "create table tag(id integer primary key, job_id integer);";
  check({"a foreign key",
         job + tag + "alter table tag add constraint of_job foreign key (job_id) references job;",
         "alter table tag drop constraint of_job; alter table tag add note text",
         "alter table tag drop note; delete from tag where job_id not in (select id from job); "
         "alter table tag add constraint of_job foreign key (job_id) references job",
         "alter table tag drop note", "foreign key public.tag.of_job"});
  check({"what a foreign key does",
         job + tag + "alter table tag add constraint of_job foreign key (job_id) references job;",
         "alter table tag drop constraint of_job",
         "delete from tag where job_id not in (select id from job); "
         "alter table tag add constraint of_job foreign key (job_id) references job",
         "delete from tag where job_id not in (select id from job); "
         "alter table tag add constraint of_job foreign key (job_id) references job on delete cascade",
         "foreign key public.tag.of_job: on delete"});
  check({"a column may be null", job, "alter table job alter state drop not null",
         "update job set state = '' where state is null; alter table job alter state set not null",
         "update job set state = '' where state is null", "column public.job.state: not null"});
}

TEST_CASE("a down that leaves an enum another value is found") {
  if (!can_start_postgresql()) return;
  const std::string base =
      "create type mood as enum ('sad', 'happy'); create table person(id integer, mood mood);";
  const auto back = [](const std::string& values) {
    return "alter type mood rename to mood_before; create type mood as enum (" + values +
           "); alter table person alter mood type mood using mood::text::mood; drop type mood_before";
  };
  check({"", base, back("'sad', 'ok', 'happy'"),
         "update person set mood = 'sad' where mood = 'ok'; " + back("'sad', 'happy'"),
         "update person set mood = 'sad' where mood = 'ok'; " + back("'happy', 'sad'"),
         "enum public.mood: values"});
}

TEST_CASE("a down that loses a comment is found") {
  if (!can_start_postgresql()) return;
  const std::string base = job + "comment on column job.state is 'as the queue sees it';";
  check({"", base, "alter table job alter n type bigint; comment on column job.state is 'new'",
         "alter table job alter n type integer; comment on column job.state is 'as the queue sees it'",
         "alter table job alter n type integer; comment on column job.state is null",
         "column public.job.state: comment"});
}

TEST_CASE("a down that drops a grant is found") {
  if (!can_start_postgresql()) return;
  const std::string view = "create view busy as select id from job;";
  const std::string grant = "grant select on busy to pg_monitor;";
  check({"", job + view + grant, "drop view busy", view + grant, view, "view public.busy: grants"});
}

TEST_CASE("a down that changes a function's body is found") {
  if (!can_start_postgresql()) return;
  const auto next = [](const std::string& by) {
    return "create or replace function next(n integer) returns integer language sql as 'select n + " + by +
           "';";
  };
  check({"", next("1"), next("2"), next("1"), next("11"), "function public.next(integer): definition"});
}

TEST_CASE("a sequence that its column no longer owns is found") {
  if (!can_start_postgresql()) return;
  const std::string base =
      "create sequence job_number owned by job.n; alter table job alter n set default nextval('job_number');";
  check({"", job + base, "alter sequence job_number owned by none; alter table job add note text",
         "alter table job drop note; alter sequence job_number owned by job.n", "alter table job drop note",
         "sequence public.job_number: owned by"});
}

TEST_CASE("a down that changes a domain, a policy, or a partition is found") {
  if (!can_start_postgresql()) return;
  check({"a domain", "create domain slug as text check (value <> ''); create table tag(name slug);",
         "alter table tag alter name type text; drop domain slug",
         "create domain slug as text check (value <> ''); alter table tag alter name type slug",
         "create domain slug as text check (value <> 'x'); alter table tag alter name type slug",
         "check public.slug.slug_check: expression"});
  check({"a policy",
         job + "alter table job enable row level security; create policy own on job using (n = 1);",
         "drop policy own on job", "create policy own on job using (n = 1)",
         "create policy own on job using (n = 2)", "policy public.job.own: using"});
  check({"row security", job + "alter table job enable row level security;",
         "alter table job disable row level security", "alter table job enable row level security", "",
         "table public.job: row security"});
  check({"a partition",
         "create table log(n integer) partition by range (n); create table log_1 partition of log for values "
         "from (0) to (100); create table log_rest partition of log default;",
         "alter table log detach partition log_1; alter table log attach partition log_1 for values from (0) "
         "to (50)",
         "alter table log detach partition log_1; alter table log attach partition log_1 for values from (0) "
         "to (100)",
         "alter table log detach partition log_1; alter table log attach partition log_1 for values from (0) "
         "to (99)",
         "table public.log_1: partition bound"});
}

}  // namespace rung::test
