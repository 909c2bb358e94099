#include "fault/disturbance.hpp"

#include <optional>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include <rung/error.hpp>

#include "fault/history.hpp"
#include "fault/open_file.hpp"
#include "support/sqlite_file.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {
namespace {

/// What a person has in hand after the work was disturbed.
struct Aftermath {
  std::optional<CatalogState> claim;  ///< Nothing if the work was done in spite of the fault.
  std::string message;
};

Aftermath attempt(const Job& job, Database& database) {
  try {
    job.work(database);
    return {};
  } catch (const Error& error) {
    return {error.database_state(), error.what()};
  }
}

bool says(const Aftermath& aftermath, std::string_view words) {
  return aftermath.message.find(words) != std::string::npos;
}

class Disturbance {
 public:
  Disturbance(const Job& job, const Fault& fault)
      : job_(job),
        fault_(fault),
        prepared_(folder_.name("prepared.db")),
        file_(folder_.name("disturbed.db")) {
    job_.prepare(prepared_.path());
    before_ = prepared_.dump();
    ledger_before_ = prepared_.ledger();
    copy_prepared();
    undisturbed(job_.work);
    after_ = file_.dump();
    version_row_ = file_.version_row();
    steps_ = file_.steps_done();
  }

  /// Disturbs call `number`; false if the work was done without it.
  bool happens(std::size_t number) {
    fault_.call = number;
    copy_prepared();
    FaultInjector injector(fault_);
    const Aftermath aftermath = disturbed(injector);
    if (!injector.happened()) return false;
    INFO("call " << number << " failed: " << injector.failed() << "\nthe error says: " << aftermath.message);
    check_claim(aftermath, injector);
    undisturbed(job_.finish);
    CHECK(file_.dump() == after_);
    CHECK(file_.version_row() == version_row_);
    if (job_.steps == Job::Steps::once) CHECK(file_.steps_done() == steps_);
    return true;
  }

 private:
  void copy_prepared() const {
    boost::filesystem::remove(file_.path());
    boost::filesystem::copy_file(prepared_.path(), file_.path());
  }

  void undisturbed(const std::function<void(Database&)>& function) const {
    const OpenFile open(file_.path());
    Database database = open.database();
    function(database);
  }

  [[nodiscard]] Aftermath disturbed(FaultInjector& injector) const {
    const OpenFile open(file_.path());
    Database database = with_faults(open.database(), injector);
    Aftermath aftermath = attempt(job_, database);
    if (lives()) check_session(open, aftermath, injector);
    return aftermath;
  }

  /// What the caller gets back is a session outside a transaction, with its own settings; or the word that it
  /// is not.
  static void check_session(const OpenFile& open, const Aftermath& aftermath, const FaultInjector& injector) {
    INFO("failed: " << injector.failed() << "\nthe error says: " << aftermath.message);
    CHECK((!open.in_transaction() || says(aftermath, "close this session")));
    CHECK((open.enforces_foreign_keys() || says(aftermath, "close this session")));
  }

  void check_claim(const Aftermath& aftermath, const FaultInjector& injector) const {
    const std::string dump = file_.dump();
    if (!aftermath.claim) {
      CHECK(dump == after_);
      CHECK(file_.version_row() == version_row_);
      return;
    }
    switch (aftermath.claim->kind()) {
      case CatalogState::Kind::untouched:
        CHECK(dump == before_);
        CHECK(file_.ledger() == ledger_before_);
        return;
      case CatalogState::Kind::at_version:
        CHECK(file_.head() == aftermath.claim->version().number());
        CHECK(dump == dump_of(*aftermath.claim));
        return;
      case CatalogState::Kind::partly_applied:
        CHECK(file_.head() == aftermath.claim->version().number());
        CHECK(dump == dump_of(*aftermath.claim));
        return;
      case CatalogState::Kind::unknown:
        CHECK(is_unknowable(injector.failed()));
        return;
    }
  }

  /// The answer of a commit, or of a statement that commits by itself, was lost, and nobody could be asked.
  [[nodiscard]] bool is_unknowable(const std::string& call) const {
    return call.rfind("statement ", 0) == 0 ||
           (call == "commit" && (!lives() || job_.commit == Job::Commit::unproven));
  }

  [[nodiscard]] bool lives() const noexcept {
    return fault_.connection == Fault::Connection::survives ||
           fault_.connection == Fault::Connection::cannot_roll_back;
  }

  const Job& job_;
  Fault fault_;
  TemporaryFolder folder_;
  SqliteFile prepared_;
  SqliteFile file_;
  std::string before_;
  std::vector<std::string> ledger_before_;
  std::string after_;
  std::string version_row_;
  std::vector<std::string> steps_;
};

}  // namespace

std::size_t disturb_every_call(const Job& job, const Fault& fault) {
  Disturbance disturbance(job, fault);
  std::size_t number = 1;
  while (disturbance.happens(number)) ++number;
  return number - 1;
}

}  // namespace rung::test
