#pragma once

#include <array>

#include "cli/invocation.hpp"

namespace rung::cli {

/// What a person is told of a command. The example stands behind what names the program and its database.
struct DescribedCommand {
  Command command;
  const char* name;
  const char* what;
  const char* example;
};

/// In the order of the help. `upgrade` and `downgrade` come first: an engine without a prefix has them at its
/// top, too.
constexpr std::array command_list{
    DescribedCommand{Command::upgrade, "upgrade", "Move the database up, and print each step",
                     "upgrade --to v1.4"},
    DescribedCommand{Command::downgrade, "downgrade",
                     "Move the database down, before an older release is deployed", "downgrade --to v1.4"},
    DescribedCommand{Command::redo, "redo", "The last N steps down and up again, without a hold", "redo 1"},
    DescribedCommand{Command::status, "status",
                     "Where the database is, what is pending, and which releases can be reached",
                     "status --json"},
    DescribedCommand{Command::history, "history", "Every step that was ever tried", "history --json"},
    DescribedCommand{Command::verify, "verify",
                     "Compare migrations and database thoroughly; exit 3 on a finding", "verify"},
    DescribedCommand{Command::repair, "repair",
                     "Settle a run that was cut off, or accept an edited migration", "repair --accept 7"},
    DescribedCommand{Command::wait, "wait",
                     "Wait until another program has migrated the database to where this one can use it",
                     "wait --timeout 5m"},
    DescribedCommand{Command::symmetry, "symmetry",
                     "Prove that every down undoes its up; exit 3 if not. It makes a scratch database of "
                     "--database's kind and on its server, and does not touch the one that is named",
                     "symmetry --from 40"},
};

/// Of the tool alone: an engine has no folder.
constexpr DescribedCommand create_command{
    Command::create, "new",
    "Write the files of a new migration, in the folder's format, with the next number", "new add_index"};

}  // namespace rung::cli
