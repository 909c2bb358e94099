#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "backend/schema_imaging.hpp"
#include "port/failure.hpp"
#include "port/ports.hpp"

// What an image of a PostgreSQL database says, what it does not depend on, and what reading it leaves behind.

namespace rung::test {
namespace {

/// The objects of one schema, and their parts, as text.
std::string text_of(const Schema& schema, const std::string& name) {
  const auto is_in = [&name](const std::string& object) { return object.rfind(name + ".", 0) == 0; };
  std::vector<SchemaObject> objects;
  for (const SchemaObject& object : schema.objects()) {
    if (is_in(object.parent.empty() ? object.name : object.parent)) objects.push_back(object);
  }
  return to_string(Schema(std::move(objects)));
}

/// Something of each kind whose names, defaults, expressions and bodies can be written in several ways.
const char* const varied = R"(
create schema app;
create type app.state as enum ('queued', 'it''s done');
create domain app.slug as text collate "C" default 'a' check (value <> '') not null;
create table app.tenant (id integer generated always as identity primary key, name app.slug, unique (name) include (id));
create function app.valid(name text, since timestamptz) returns boolean language sql immutable as 'select true';
create table app.job (
  id bigserial primary key, tenant_id integer not null references app.tenant on delete cascade deferrable,
  state app.state default 'queued', "Odd, name" text,
  at timestamptz default '2024-01-02 03:04:05+00', took interval default '1 day 2 hours', cost money default '1.50',
  token bytea default '\x00ff', ratio double precision default '0.1234567890123456'::float8,
  twice double precision generated always as (ratio * 2) stored,
  constraint named check (app.valid("Odd, name", at) and at > '2000-01-01 00:00:00+00'));
create index job_by_state on app.job using btree (lower("Odd, name"), state desc) include (at) where state = 'queued';
create view app.queued as select job.id, name from app.job join app.tenant on tenant_id = tenant.id where ratio > 1;
create trigger touched before update on app.job for each row execute function suppress_redundant_updates_trigger();
comment on table app.job is 'Aufträge, 5 € each';
)";

/// The same, without the function and the check that calls it.
const char* const expected = R"(table app.job
  columns: id, tenant_id, state, "Odd, name", at, took, cost, token, ratio, twice
  comment: Aufträge, 5 € each
  owner: postgres
  column "Odd, name"
    type: text
  column at
    default: '2024-01-02 03:04:05+00'::timestamp with time zone
    type: timestamp with time zone
  column cost
    default: '$1.50'::money
    type: money
  column id
    default: nextval('app.job_id_seq'::regclass)
    not null: yes
    type: bigint
  column ratio
    default: '0.1234567890123456'::double precision
    type: double precision
  column state
    default: 'queued'::app.state
    type: app.state
  column tenant_id
    not null: yes
    type: integer
  column token
    default: '\x00ff'::bytea
    type: bytea
  column took
    default: '1 day 02:00:00'::interval
    type: interval
  column twice
    generated: (ratio * (2)::double precision) stored
    type: double precision
  foreign key job_tenant_id_fkey
    columns: tenant_id
    deferrable: initially immediate
    on delete: cascade
    referenced columns: id
    references: app.tenant
  index job_by_state
    columns: lower("Odd, name"), state desc
    include: at
    method: btree
    where: (state = 'queued'::app.state)
  primary key job_pkey
    columns: id
  trigger touched
    definition: CREATE TRIGGER touched BEFORE UPDATE ON app.job FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
sequence app.job_id_seq
  cache: 1
  increment: 1
  maximum: 9223372036854775807
  minimum: 1
  owned by: app.job.id
  owner: postgres
  start: 1
  type: bigint
view app.queued
  definition: SELECT job.id,
        tenant.name
       FROM (app.job
         JOIN app.tenant ON ((job.tenant_id = tenant.id)))
      WHERE (job.ratio > (1)::double precision)
  owner: postgres
  column id
    type: bigint
  column name
    type: app.slug
domain app.slug
  collation: "C"
  default: 'a'::text
  not null: yes
  owner: postgres
  type: text
  check slug_check
    expression: (VALUE <> ''::text)
enum app.state
  owner: postgres
  values: 'queued', 'it''s done'
table app.tenant
  columns: id, name
  owner: postgres
  column id
    identity: always
    not null: yes
    type: integer
  column name
    type: app.slug
  primary key tenant_pkey
    columns: id
  unique tenant_name_id_key
    columns: name
    include: id
sequence app.tenant_id_seq
  cache: 1
  increment: 1
  maximum: 2147483647
  minimum: 1
  owned by: app.tenant.id
  owner: postgres
  start: 1
  type: integer
)";

}  // namespace

TEST_CASE("a PostgreSQL image says what is there in the words that all images share",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  imaging.execute("drop function app.valid cascade");
  CHECK(text_of(imaging.image(), "app") == expected);
}

TEST_CASE("an image is the same whatever the session has set, and leaves the session as it was",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  imaging.execute("grant usage on schema app to rung_owner");
  const std::string image = to_string(imaging.image());
  for (const char* setting :
       {"set search_path = app, public", "set search_path = ''", "set datestyle = german, dmy",
        "set timezone = 'Asia/Tokyo'", "set intervalstyle = iso_8601", "set bytea_output = escape",
        "set extra_float_digits = -10", "set quote_all_identifiers = on", "set client_encoding = latin1",
        "set standard_conforming_strings = off", "set default_transaction_isolation = serializable",
        "set default_transaction_read_only = on", "set role rung_owner",
        "create temp table pg_class (oid oid); create temp table job (a integer)"}) {
    INFO(setting);
    imaging.set("discard all");
    imaging.set(setting);
    const std::string before = imaging.session_state();
    CHECK(to_string(imaging.image({"", {"left 'out", "back\\slash", "gr\u00fcn"}})) == image);
    CHECK(imaging.session_state() == before);
  }
}

TEST_CASE("what is read again is read by prepared statements, which are gone with the database",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  PostgresqlTestDatabase place;
  const auto session = place.open();
  const auto prepared = [&session] {
    int count = 0;
    *session << "select count(*) from pg_prepared_statements", soci::into(count);
    return count;
  };
  {
    Database database = place.wrap(*session);
    *session << "create table job (id integer primary key)";
    SchemaReader& reader = database.ports().schema_reader();
    const Schema once = reader.read({});
    CHECK(prepared() == 0);
    CHECK(reader.read({}) == once);
    CHECK(prepared() > 10);
    *session << "alter table job add column name text";
    CHECK(reader.read({}).find("column", "public.job", "name") != nullptr);
    CHECK(reader.read({"", {"job"}}).find("table", "", "public.job") == nullptr);
    *session << "deallocate all";
    CHECK(reader.read({}).find("column", "public.job", "name") != nullptr);
    CHECK(reader.read({}).find("column", "public.job", "name") != nullptr);
  }
  CHECK(prepared() == 0);
  {
    Database database = place.wrap(*session);
    (void)database.ports().schema_reader().read({});
    (void)database.ports().schema_reader().read({});
    CHECK(prepared() > 10);
  }
  CHECK(prepared() == 0);
}

TEST_CASE("a role's own settings do not change an image", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  const std::string image = to_string(imaging.image());
  imaging.set("alter role rung_owner in database " + imaging.rows("select current_database()").front() +
              " set search_path = app");
  imaging.reconnect();
  CHECK(to_string(imaging.image()) == image);
}

TEST_CASE("what was dropped and made anew is the same, whatever was there in between",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  const Schema image = imaging.image();
  imaging.execute("drop schema app cascade; create table public.other (id serial primary key, name text)");
  CHECK(imaging.image() != image);
  imaging.execute("alter table public.other drop name; drop table public.other");
  imaging.execute(varied);
  CHECK(to_string(imaging.image()) == to_string(image));
  imaging.execute(
      "alter table app.job add gone integer; alter table app.job drop gone;"
      "alter table app.tenant add gone integer unique references app.tenant; alter table app.tenant drop "
      "gone;"
      "alter table app.job drop constraint named;"
      "alter table app.job add constraint named"
      " check (app.valid(\"Odd, name\", at) and at > '2000-01-01 00:00:00+00')");
  CHECK(to_string(imaging.image()) == to_string(image));
}

TEST_CASE("the image of a table with a dropped column speaks of the columns by their names",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const auto table = [](const std::string& first, const std::string& then) {
    return "create table t (" + first + "a integer primary key, b integer, c integer);" + then +
           "alter table t add foreign key (b) references t (a), add unique (c, b);"
           "create index i on t (c desc, (b + 1)) include (a);";
  };
  imaging.clear();
  imaging.execute(table("", ""));
  const std::string image = to_string(imaging.image());
  imaging.clear();
  imaging.execute(table("gone text, ", "alter table t drop gone;"));
  CHECK(to_string(imaging.image()) == image);
}

TEST_CASE("rung's own tables are left out with all that belongs to them", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string ledger =
      "create table {0}.rung_ledger (id bigint generated always as identity primary key, note text unique,"
      " constraint positive check (id > 0)); create index on {0}.rung_ledger (note);"
      "create table {0}.rung_version (id serial references {0}.rung_ledger);"
      "comment on table {0}.rung_version is 'x'; create trigger g before update on {0}.rung_version"
      " for each row execute function suppress_redundant_updates_trigger();";
  const std::vector<std::string> tables{"rung_version", "rung_ledger"};
  imaging.execute("create schema app");
  const std::string image = to_string(imaging.image());
  imaging.execute(fmt::format(ledger, "app"));
  CHECK(to_string(imaging.image()) != image);
  CHECK(to_string(imaging.image({"", tables})) == image);
  CHECK(to_string(imaging.image({"app", tables})) == image);
  const std::string one = to_string(imaging.image({"app", {tables[0]}}));
  CHECK(one.find("rung_ledger") != std::string::npos);
  CHECK(one.find("rung_version") == std::string::npos);
  imaging.execute(fmt::format(ledger, "public"));
  CHECK(to_string(imaging.image({"", tables})) == image);
  CHECK(text_of(imaging.image({"app", tables}), "public") == text_of(imaging.image(), "public"));
}

TEST_CASE("what came with an extension is not told, and what was made beside it is", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(
      "create table kept (id integer); create sequence kept_too; create type kept_type as enum ('a');"
      "create function kept_function() returns integer language sql as 'select 1'");
  const Schema image = imaging.image();
  imaging.execute(
      "create table gone (id serial primary key, check (id > 0)); create type gone_type as enum ('a');"
      "create view gone_view as select id from gone; create domain gone_domain as text check (value <> '');"
      "create function gone_function() returns integer language sql as 'select 1';"
      "create collation gone_collation (locale = 'C')");
  for (const char* member :
       {"table gone", "view gone_view", "type gone_type", "domain gone_domain", "function gone_function()",
        "collation gone_collation", "sequence gone_id_seq"}) {
    imaging.execute(fmt::format("alter extension plpgsql add {}", member));
  }
  CHECK(to_string(imaging.image()) == to_string(image));
}

TEST_CASE("after a read that failed the session is as it was, and reads", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  imaging.set("set search_path = app; set timezone = 'Asia/Tokyo'");
  const std::string image = to_string(imaging.image());
  imaging.set("set lock_timeout = 1");
  const std::string before = imaging.session_state();
  imaging.execute("begin; lock table pg_catalog.pg_enum in access exclusive mode");
  CHECK_THROWS_AS(imaging.image(), Failure);
  imaging.execute("rollback");
  CHECK(imaging.session_state() == before);
  CHECK(to_string(imaging.image()) == image);
}

TEST_CASE("a role that may use none of the schemas reads them all", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  imaging.execute(varied);
  CHECK(imaging.rows("select has_schema_privilege('rung_owner', 'app', 'usage')").front() == "f");
  CHECK(text_of(imaging.image(), "app").find("view app.queued") != std::string::npos);
}

}  // namespace rung::test
