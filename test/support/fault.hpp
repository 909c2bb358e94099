#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include <rung/database.hpp>

#include "port/failure.hpp"

namespace rung::test {

/// Which call of a backend's interfaces fails, and how.
struct Fault {
  enum class Effect {
    none,         ///< The call fails before it does anything.
    lost_answer,  ///< It takes effect, and its answer is lost.
    rolled_back,  ///< It fails, and the database has rolled the transaction back by itself.
  };
  enum class Connection {
    survives,
    cannot_roll_back,  ///< It survives, but every rollback fails.
    dies,              ///< Every later call fails, too; the client still believes in its transaction.
    is_known_dead,     ///< Every later call fails, too, and the client says that it is in no transaction.
  };

  std::size_t call = 0;  ///< Counted from 1; 0: none fails.
  Effect effect = Effect::none;
  Connection connection = Connection::survives;
  Failure::Kind kind = Failure::Kind::connection_lost;
};

/// Counts the calls that touch a database, and makes one of them fail.
class FaultInjector {
 public:
  explicit FaultInjector(const Fault& fault) noexcept : fault_(fault) {}

  /// Makes the call, or fails it.
  template <typename Call>
  auto pass(std::string_view what, const Call& call) {
    ++calls_;
    if (meanwhile && calls_ == fault_.call) {
      meanwhile();
      return call();
    }
    if (happened() && fails_from_now_on(what))
      throw Failure(Failure::Kind::connection_lost, "", "no connection");
    if (calls_ != fault_.call) return call();
    failed_ = what;
    if (fault_.effect == Fault::Effect::lost_answer) call();
    if (fault_.effect == Fault::Effect::rolled_back) roll_back();
    throw Failure(fault_.kind, "", "injected into call " + std::to_string(calls_) + ", " + failed_);
  }

  std::function<void()> roll_back;  ///< Given by `with_faults`.
  /// What others do just before the fault's call, which then does not fail.
  std::function<void()> meanwhile;

  /// How many calls have come by.
  [[nodiscard]] std::size_t calls() const noexcept { return calls_; }
  [[nodiscard]] bool happened() const noexcept { return !failed_.empty(); }
  /// The call that failed: "commit", or the SQL of a query; empty if none did.
  [[nodiscard]] const std::string& failed() const noexcept { return failed_; }
  [[nodiscard]] bool client_knows_it_is_dead() const noexcept {
    return happened() && fault_.connection == Fault::Connection::is_known_dead;
  }

 private:
  [[nodiscard]] bool fails_from_now_on(std::string_view what) const noexcept {
    if (fault_.connection == Fault::Connection::cannot_roll_back) return what == "rollback";
    return fault_.connection != Fault::Connection::survives;
  }

  Fault fault_;
  std::size_t calls_ = 0;
  std::string failed_;
};

/// The same database, every call of which goes through the injector; it must outlive what is returned. Each
/// statement of a script is a call.
Database with_faults(Database inner, FaultInjector& injector);

}  // namespace rung::test
