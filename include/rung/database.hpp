#pragma once

#include <memory>

/// All that moves a database's schema up and down.
namespace rung {

struct Ports;

/// A database as rung sees it: a session that is borrowed, and the few interfaces of its backend.
///
/// Made by a backend (`rung::backend::sqlite3(session)`). The session must outlive it, must not be inside a
/// transaction when a run begins, and is given back with the settings it had. Move-only; one thread at a
/// time, but for `cancel`.
class Database {
 public:
  /// For backends.
  explicit Database(std::unique_ptr<Ports> ports) noexcept;
  ~Database();
  /// What is moved from may only be destroyed or assigned to.
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;  ///< What is moved from may only be destroyed or assigned to.
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Makes the run that is in progress stop at once, roll back, and throw an ExecutionError (or a LockError,
  /// if it was waiting). Nothing happens if there is none. May be called from another thread and from a
  /// signal handler.
  void cancel() noexcept;

  /// For rung's own services.
  [[nodiscard]] Ports& ports() noexcept { return *ports_; }

 private:
  std::unique_ptr<Ports> ports_;
};

}  // namespace rung
