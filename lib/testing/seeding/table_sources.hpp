#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "port/ports.hpp"
#include "testing/seeding/judge.hpp"
#include "testing/seeding/row_maker.hpp"
#include "testing/seeding/source.hpp"
#include "testing/seeding/table_shape.hpp"
#include "testing/seeding/type_samples.hpp"

namespace rung::testing::seeding {

/// Finds the values that the rows of a table may have.
class TableSources {
 public:
  /// All of them must outlive it.
  TableSources(Ports& ports, const SchemaShape& schema, const TypeSamples& samples)
      : ports_(&ports), schema_(&schema), samples_(&samples), judge_(ports) {}

  struct Found {
    std::vector<Source> sources;  ///< A column that the row has to fill is in just one.
    /// A foreign key is null because its parent has no rows yet.
    enum class Parents { all_there, some_empty } parents = Parents::all_there;
  };

  /// Enough for some rows after `first` ones. Nothing if a parent is empty and a row cannot do without it; in
  /// lockstep it is assumed that the parent's rows come with this one. Throws Failure only if the connection
  /// is gone.
  std::optional<Found> find(const TableShape& table, std::size_t first, Choice choice);

 private:
  struct Search;

  Source rows_of_parent(const ForeignKey& key);
  [[nodiscard]] Source coming_rows(const ForeignKey& key, std::size_t first) const;
  bool add_foreign_keys(Search& search);
  void add_columns(Search& search) const;
  [[nodiscard]] std::size_t first_number(const TableShape& table, std::size_t column) const;
  [[nodiscard]] static Hints hints_for(const Search& search, std::size_t column);
  void let_checks_choose(Search& search);

  Ports* ports_;
  const SchemaShape* schema_;
  const TypeSamples* samples_;
  Judge judge_;
};

}  // namespace rung::testing::seeding
