#include "backend/postgresql/settler.hpp"

#include <string_view>
#include <variant>

#include "backend/postgresql/leftover_indexes.hpp"
#include "backend/postgresql/outside_statement.hpp"

namespace rung::postgresql {
namespace {

constexpr std::string_view valid_index = R"(
select from pg_class t
join pg_class c on c.relnamespace = t.relnamespace and c.relname = (parse_ident($2::text))[1]::name
join pg_index i on i.indexrelid = c.oid and i.indrelid = t.oid
where t.oid = to_regclass($1::text) and i.indisvalid)";

constexpr std::string_view index_and_place = R"(
select n.nspname = current_schema() from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid = to_regclass($1::text))";

// A server before 14 has neither the column nor the statement.
constexpr std::string_view attached = R"(
select coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false),
       inhparent::regclass::text, inhrelid::regclass::text
from pg_inherits i where inhparent = to_regclass($1::text) and inhrelid = to_regclass($2::text))";

constexpr std::string_view existing_table = "select where to_regclass($1::text) is not null";

constexpr std::string_view enum_value =
    "select from pg_enum where enumtypid = to_regtype($1::text) and enumlabel = $2::text";

constexpr std::string_view prepared_transaction = "select from pg_prepared_xacts where gid = $1::text";

constexpr std::string_view of_existence(Existence::Of of) {
  switch (of) {
    case Existence::Of::tablespace:
      return "select from pg_tablespace where spcname = (parse_ident($1::text))[1]::name";
    case Existence::Of::subscription:
      return R"(
select from pg_subscription s join pg_database d on d.oid = s.subdbid
where d.datname = current_database() and s.subname = (parse_ident($1::text))[1]::name)";
    case Existence::Of::database:
      break;
  }
  return "select from pg_database where datname = (parse_ident($1::text))[1]::name";
}

/// What became of each kind of statement.
class Inquiry {
 public:
  explicit Inquiry(Executor& executor) noexcept : executor_(&executor) {}

  Settled operator()(const Unknown& /*statement*/) const { return Settled::cannot_tell; }
  Settled operator()(const Repeatable& /*statement*/) const { return Settled::not_done; }

  Settled operator()(const CreateIndex& statement) const {
    drop_leftovers(*executor_, statement, WhileBuilt::wait);
    return done_if(finds(valid_index, statement.table.text, statement.index.text));
  }

  Settled operator()(const Reindex& statement) const {
    drop_leftovers(*executor_, statement, WhileBuilt::wait);
    return Settled::not_done;
  }

  Settled operator()(const DropIndex& statement) const {
    for (const SqlName& index : statement.indexes) {
      const Rows found = ask(index_and_place, index.text);
      if (found.empty()) continue;
      // One of the same name, in a schema further along the search path, comes into view when the first is
      // gone.
      const bool is_the_one = index.qualified || found[0][0] == "t";
      return is_the_one ? Settled::not_done : Settled::cannot_tell;
    }
    return Settled::done;
  }

  Settled operator()(const DetachPartition& statement) const {
    if (!finds(existing_table, statement.table.text)) return Settled::cannot_tell;
    const Rows found = ask(attached, statement.table.text, statement.partition.text);
    if (found.empty()) return Settled::done;
    if (found[0][0] != "t") return Settled::not_done;
    const std::string finish =
        "alter table " + *found[0][1] + " detach partition " + *found[0][2] + " finalize";
    executor_->query({finish, {}});
    return Settled::done;
  }

  Settled operator()(const AddEnumValue& statement) const {
    return done_if(finds(enum_value, statement.type.text, statement.value));
  }

  Settled operator()(const Existence& statement) const {
    const bool exists = finds(of_existence(statement.of), statement.name.text);
    return done_if(exists == (statement.after == Existence::After::exists));
  }

  Settled operator()(const EndPrepared& statement) const {
    return done_if(!finds(prepared_transaction, statement.transaction));
  }

 private:
  static Settled done_if(bool is_done) { return is_done ? Settled::done : Settled::not_done; }

  template <typename... Texts>
  [[nodiscard]] Rows ask(std::string_view sql, const Texts&... texts) const {
    return executor_->query({sql, {std::string_view(texts)...}});
  }
  template <typename... Texts>
  [[nodiscard]] bool finds(std::string_view sql, const Texts&... texts) const {
    return !ask(sql, texts...).empty();
  }

  Executor* executor_;
};

}  // namespace

Settled Settler::settle(const text::Statement& statement) {
  return std::visit(Inquiry(*executor_), read_outside_statement(statement.text));
}

void Settler::clear_away(const text::Statement& statement) {
  const OutsideStatement read = read_outside_statement(statement.text);
  if (const auto* create = std::get_if<CreateIndex>(&read))
    drop_leftovers(*executor_, *create, WhileBuilt::leave_alone);
  if (const auto* reindex = std::get_if<Reindex>(&read))
    drop_leftovers(*executor_, *reindex, WhileBuilt::leave_alone);
}

}  // namespace rung::postgresql
