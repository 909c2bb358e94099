#include "fault/disturbance.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

#include <catch2/catch.hpp>

#include <rung/error.hpp>

#include "fault/history.hpp"
#include "fault/open_session.hpp"

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

const std::vector<std::string> nothing;

class Disturbance {
 public:
  explicit Disturbance(const Job& job)
      : job_(job),
        database_(restorable_database(job.backend)),
        known_(job.backend, every_kind(database_->dialect())) {
    job_.prepare(*database_);
    database_->remember();
    before_ = database_->dump();
    ledger_before_ = database_->ledger();
    undisturbed(job_.work);
    after_ = database_->dump();
    version_row_ = database_->version_row();
    steps_ = database_->steps_done();
  }

  /// False if the work was done without this call.
  bool happens(const Fault& fault) {
    fault_ = fault;
    database_->go_back();
    FaultInjector injector(fault_);
    const Aftermath aftermath = disturbed(injector);
    if (!injector.happened()) return false;
    INFO("effect " << static_cast<int>(fault.effect) << ", connection " << static_cast<int>(fault.connection)
                   << ", kind " << static_cast<int>(fault.kind) << "\ncall " << fault.call
                   << " failed: " << injector.failed() << "\nthe error says: " << aftermath.message);
    check_claim(aftermath, injector);
    undisturbed(job_.finish);
    CHECK(database_->dump() == after_);
    CHECK(database_->version_row() == version_row_);
    CHECK(database_->damage() == nothing);
    if (job_.steps == Job::Steps::once) CHECK(database_->steps_done() == steps_);
    return true;
  }

  [[nodiscard]] Dialect dialect() const { return database_->dialect(); }

 private:
  void undisturbed(const std::function<void(Database&)>& function) {
    const OpenSession open(*database_);
    Database database = open.database();
    function(database);
  }

  /// The session is closed at the end, so that what its server holds for it is free.
  [[nodiscard]] Aftermath disturbed(FaultInjector& injector) {
    Aftermath aftermath;
    {
      const OpenSession open(*database_);
      Database database = with_faults(open.database(), injector);
      aftermath = attempt(job_, database);
      if (lives()) check_session(open, aftermath, injector);
    }
    database_->sessions().wait_until_alone();
    return aftermath;
  }

  /// What the caller gets back is a session outside a transaction, with its own settings; or the word that it
  /// is not.
  static void check_session(const OpenSession& open, const Aftermath& aftermath,
                            const FaultInjector& injector) {
    INFO("failed: " << injector.failed() << "\nthe error says: " << aftermath.message);
    CHECK((!open.in_transaction() || says(aftermath, "close this session")));
    CHECK((open.has_its_settings() || says(aftermath, "close this session")));
  }

  void check_claim(const Aftermath& aftermath, const FaultInjector& injector) {
    const std::string dump = database_->dump();
    if (!aftermath.claim) {
      CHECK(dump == after_);
      CHECK(database_->version_row() == version_row_);
      return;
    }
    switch (aftermath.claim->kind()) {
      case CatalogState::Kind::untouched:
        CHECK(dump == before_);
        CHECK(database_->ledger() == ledger_before_);
        return;
      case CatalogState::Kind::at_version:
        CHECK(database_->head() == aftermath.claim->version().number());
        CHECK(dump == known_.dump_of(*aftermath.claim));
        return;
      case CatalogState::Kind::partly_applied:
        CHECK(database_->head() == aftermath.claim->version().number());
        CHECK(dump == known_.dump_of(*aftermath.claim));
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
  std::unique_ptr<RestorableDatabase> database_;
  Undisturbed known_;
  std::string before_;
  std::vector<std::string> ledger_before_;
  std::string after_;
  std::string version_row_;
  std::vector<std::string> steps_;
};

std::size_t ways_each(Dialect dialect, std::size_t all) {
  if (dialect == Dialect::sqlite) return all;
  const char* const text = std::getenv("RUNG_TEST_WAYS");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return text == nullptr ? 1 : std::min<std::size_t>(std::stoul(text), all);
}

}  // namespace

std::size_t fail_every_call(Dialect dialect, const std::vector<Fault>& ways,
                            const std::function<bool(const Fault&)>& happens) {
  const std::size_t each = ways_each(dialect, ways.size());
  for (std::size_t call = 1, way = 0;; ++call) {
    for (std::size_t i = 0; i < each; ++i, ++way) {
      Fault fault = ways[way % ways.size()];
      fault.call = call;
      if (!happens(fault)) return call - 1;
    }
  }
}

std::size_t disturb_every_call(const Job& job, const std::vector<Fault>& ways) {
  Disturbance disturbance(job);
  return fail_every_call(disturbance.dialect(), ways,
                         [&](const Fault& fault) { return disturbance.happens(fault); });
}

}  // namespace rung::test
