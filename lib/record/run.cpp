#include "record/run.hpp"

#include <algorithm>
#include <utility>

#include <rung/error.hpp>

#include "record/raise.hpp"
#include "record/tell.hpp"

namespace rung {
namespace {

/// While it lives, what the server says goes to the run's observer.
class NoticesToObserver {
 public:
  NoticesToObserver(Ports& ports, Observer* observer) : ports_(&ports) {
    ports.on_notice = [observer](std::string_view message) {
      tell(observer, [&](Observer& told) { told.notice(message); });
    };
  }
  ~NoticesToObserver() { ports_->on_notice = nullptr; }
  NoticesToObserver(const NoticesToObserver&) = delete;
  NoticesToObserver& operator=(const NoticesToObserver&) = delete;

 private:
  Ports* ports_;
};

}  // namespace

Run::Run(Ports& ports, std::vector<CatalogRun> catalogs, Patience& patience, Observer* observer,
         Admission admission)
    : ports_(&ports),
      catalogs_(std::move(catalogs)),
      patience_(&patience),
      observer_(observer),
      admission_(std::move(admission)) {}

CatalogState Run::state() const {
  const auto found = std::find_if(catalogs_.begin(), catalogs_.end(),
                                  [](const CatalogRun& catalog) { return catalog.has_committed(); });
  return found == catalogs_.end() ? CatalogState::untouched() : found->state();
}

CatalogRun& Run::catalog_of(const Step& step) noexcept {
  return *std::find_if(catalogs_.begin(), catalogs_.end(),
                       [&](const CatalogRun& catalog) { return catalog.holds(step); });
}

std::vector<const CatalogRun*> Run::moving() const {
  std::vector<const CatalogRun*> moving;
  for (const CatalogRun& catalog : catalogs_) {
    if (catalog.segment() != nullptr) moving.push_back(&catalog);
  }
  return moving;
}

std::vector<Outcome> Run::execute() {
  const NoticesToObserver notices(*ports_, observer_);
  for (const CatalogRun& catalog : catalogs_)
    tell(observer_, [&](Observer& observer) { observer.run_started(catalog.info()); });
  try {
    go();
  } catch (const Failure& failure) {
    const bool inside = ports_->executor().in_transaction();
    raise(failure,
          inside ? "preparing the run (the rollback failed, too: close this session)" : "preparing the run",
          state(), *patience_);
  }
  try {
    restore();
    release_lock();
  } catch (const Failure& failure) {
    raise(failure, "giving the session its settings back (close it; the run itself is done)", state(),
          *patience_);
  }
  std::vector<Outcome> outcomes;
  for (const CatalogRun& catalog : catalogs_) {
    outcomes.push_back(catalog.outcome(patience_->waited()));
    tell(observer_, [&](Observer& observer) { observer.run_done(outcomes.back()); });
  }
  return outcomes;
}

void Run::go() {
  ports_->settings().remember();
  try {
    while (take_turn()) {
    }
  } catch (const ExecutionError&) {
    clean_up();
    throw;
  } catch (const Error& error) {
    clean_up();
    if (!ports_->executor().in_transaction()) throw;
    throw ConnectionError(std::string(error.what()) + "\nThe rollback failed, too: close this session",
                          error.database_state(), Retry::useless);
  } catch (...) {
    clean_up();
    throw;
  }
}

void Run::release_lock() {
  if (!keeps_lock_) return;
  keeps_lock_ = false;
  ports_->locker().release(first().ledger().version_table());
}

void Run::restore() {
  try {
    ports_->settings().restore();
  } catch (const Failure&) {
    // A second try costs nothing, and settings that are not his own are what the caller must not get.
    ports_->settings().restore();
  }
}

void Run::clean_up() {
  rollback();
  // The error that is on its way must not be replaced.
  const auto try_to = [](const auto& function) {
    try {
      function();
    } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): see above
    }
  };
  try_to([this] { restore(); });
  try_to([this] { release_lock(); });
}

bool Run::have_plans(const std::vector<VersionRow>& rows) {
  bool as_planned = true;
  for (std::size_t i = 0; i < rows.size(); ++i)
    as_planned = as_planned && catalogs_[i].is_as_planned(rows[i]);
  if (as_planned && !goes_back_) return true;

  std::vector<Situation> situations;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Ledger& ledger = catalogs_[i].ledger();
    situations.push_back({rows[i], ledger_exists_ ? ledger.read_history() : History{}});
  }
  goes_back_ = false;
  if (!as_planned) {
    make_plans(std::move(situations));
    return !moving().empty();
  }
  for (std::size_t i = 0; i < rows.size(); ++i) catalogs_[i].journal().go_back_to(std::move(situations[i]));
  return true;
}

void Run::make_plans(std::vector<Situation> situations) {
  std::vector<Plan*> plans;
  for (std::size_t i = 0; i < situations.size(); ++i) {
    catalogs_[i].make_plan(situations[i]);
    plans.push_back(&catalogs_[i].plan());
  }
  if (admission_) admission_(plans);
  for (std::size_t i = 0; i < situations.size(); ++i) catalogs_[i].begin(std::move(situations[i]));
  if (moving().empty()) return;
  require_writable();
  keep_lock_outside();
  for (const CatalogRun* catalog : moving())
    tell(observer_, [&](Observer& observer) { observer.plan_made(catalog->plan()); });
}

void Run::require_writable() {
  Ledger& ledger = first().ledger();
  if (ledger.may_write(ledger_exists_ ? Ledger::Tables::exist : Ledger::Tables::are_missing)) return;
  const Plan& plan = moving().front()->plan();
  throw PlanError(PlanError::Kind::behind, {plan.from, plan.to},
                  "the database is at " + to_string(plan.from) + ", and to go to " + to_string(plan.to) +
                      " this role would have to write the ledger " + ledger.version_table() +
                      ", which it may not. Nothing was touched. Let a role migrate that may, and start this "
                      "program again; to look "
                      "without migrating there is `status`, and in a program rung::check");
}

void Run::keep_lock_outside() {
  const auto& segments = moving().front()->plan().segments;
  const bool goes_outside = std::any_of(segments.begin(), segments.end(), [](const Segment& segment) {
    return segment.transaction == Transaction::none;
  });
  if (!goes_outside || keeps_lock_) return;
  ports_->locker().keep(first().ledger().version_table());
  keeps_lock_ = true;
}

bool Run::have_means() {
  const ForeignKeys wanted = moving().front()->segment()->foreign_keys;
  if (wanted != prepared_) {
    rollback();
    ports_->settings().restore();
    ports_->settings().prepare(wanted);
    prepared_ = wanted;
    return false;
  }
  if (!ledger_exists_) {
    for (const CatalogRun& catalog : catalogs_) catalog.request().admit_database();
    first().ledger().create();
    patience_->insist([&] { ports_->executor().commit(); });
    return false;
  }
  return true;
}

void Run::put_leftovers_right() {
  bool wrote = false;
  for (CatalogRun& catalog : catalogs_) wrote = catalog.put_leftovers_right() || wrote;
  if (wrote) patience_->insist([&] { ports_->executor().commit(); });
}

bool Run::take_turn() {
  const auto rows = lock();
  if (!rows) return false;
  if (!have_plans(*rows)) {
    put_leftovers_right();
    rollback();
    return false;
  }
  if (!have_means()) return true;
  const Segment& segment = *moving().front()->segment();
  if (segment.transaction == Transaction::none) {
    execute_outside(first(), first().plan().steps[segment.first]);
  } else if (execute_inside() == Ended::again) {
    return true;
  }
  tries_ = 1;
  bool goes_on = false;
  for (CatalogRun& catalog : catalogs_) goes_on = catalog.advance() || goes_on;
  return goes_on;
}

}  // namespace rung
