#include <string_view>

#include <fmt/format.h>

#include "backend/postgresql/postgresql_ports.hpp"

namespace rung::postgresql {
namespace {

/// Settings that the session has changed, and the role. Those by which the server reads a text are known
/// without asking; the other three are no settings that outlive a transaction.
constexpr std::string_view changed_settings =
    "select name, setting from pg_catalog.pg_settings where source = 'session' and context <> 'internal' "
    "and name not in ('client_encoding', 'standard_conforming_strings', 'transaction_isolation', "
    "'transaction_read_only', 'transaction_deferrable') "
    "union all select '', pg_catalog.current_setting('role') "
    "union all select null, session_user";

/// Lists of names: what is stored is SQL text already, which only set_config takes as it is.
bool is_list(std::string_view setting) {
  return setting == "search_path" || setting == "temp_tablespaces" || setting == "local_preload_libraries";
}

std::string set(std::string_view setting, std::string_view value) {
  if (!is_list(setting)) return fmt::format("set {} = {}", quoted(setting), literal(value));
  return fmt::format("select pg_catalog.set_config({}, {}, false)", literal(setting), literal(value));
}

std::string set_role(std::string_view role) {
  return fmt::format("set role {}", role == "none" ? std::string("none") : quoted(role));
}

std::string milliseconds(std::chrono::milliseconds time) { return fmt::format("{}", time.count()); }

}  // namespace

void SessionSettings::remember() {
  encoding_ = reported(exchange_->connection(), "client_encoding");
  conforming_strings_ = reported(exchange_->connection(), "standard_conforming_strings");
  is_prepared_outside_ = false;
}

std::vector<std::string> SessionSettings::read() {
  std::vector<std::string> settings;
  std::string role;
  std::string user;
  for (const Row& row : exchange_->query(changed_settings)) {
    const std::string value = row.at(1).value_or(std::string{});
    if (!row.at(0)) {
      user = value;
    } else if (row.at(0)->empty()) {
      role = value;
    } else {
      settings.push_back(set(*row.at(0), value));
    }
  }
  // As the user that logged in, who may set what the session could; the role, which `reset all` leaves alone,
  // comes last.
  std::vector<std::string> statements{"reset session authorization", "reset all"};
  statements.insert(statements.end(), settings.begin(), settings.end());
  if (encoding_ != "UTF8") statements.push_back(set("client_encoding", encoding_));
  if (conforming_strings_ != "on")
    statements.push_back(set("standard_conforming_strings", conforming_strings_));
  statements.push_back(fmt::format("set session authorization {}", literal(user)));
  statements.push_back(set_role(role));
  return statements;
}

std::vector<std::string> SessionSettings::enter(const TransactionNeeds& needs) {
  give_back_.clear();
  only_here_.clear();
  if (needs.may_change_settings) give_back_ = read();
  if (encoding_ != "UTF8") only_here_.emplace_back("set local client_encoding = 'UTF8'");
  if (conforming_strings_ != "on") only_here_.emplace_back("set local standard_conforming_strings = on");
  // Before a message that has to be read by them.
  for (const std::string& statement : only_here_) exchange_->query(statement);
  if (needs.lock_timeout.count() == 0) return {};
  only_here_.push_back("set local lock_timeout = " + milliseconds(needs.lock_timeout));
  return {only_here_.back()};
}

std::vector<std::string> SessionSettings::after_step() const {
  std::vector<std::string> statements = give_back_;
  statements.insert(statements.end(), only_here_.begin(), only_here_.end());
  return statements;
}

void SessionSettings::prepare_outside(std::chrono::milliseconds lock_timeout) {
  if (!is_prepared_outside_) {
    give_back_outside_ = read();
    is_prepared_outside_ = true;
    if (encoding_ != "UTF8") exchange_->query("set client_encoding = 'UTF8'");
    if (conforming_strings_ != "on") exchange_->query("set standard_conforming_strings = on");
  } else if (lock_timeout == lock_timeout_) {
    return;
  }
  exchange_->query("set lock_timeout = " + milliseconds(lock_timeout));
  lock_timeout_ = lock_timeout;
}

void SessionSettings::restore() {
  if (!is_prepared_outside_) return;
  std::string message;
  for (const std::string& statement : give_back_outside_) message += statement + ";\n";
  exchange_->message(message);
  is_prepared_outside_ = false;
}

}  // namespace rung::postgresql
