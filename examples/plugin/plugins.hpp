#pragma once

#include <string>
#include <vector>

#include <rung/joint_upgrader.hpp>

/// What a plug-in brings along: the name of its catalog, and its migrations, which are numbered for
/// themselves. It may build on the engine's tables, which are there before its own.
using Catalog = rung::JointUpgrader::Catalog;

inline Catalog engine() {
  return {
      "main",
      {{
          {1, "create_document",
           rung::Script{"create table document (id integer primary key, text text not null)"},
           rung::Script{"drop table document"}},
          {2, "add_author", rung::Script{"alter table document add column author text not null default ''"},
           rung::Script{"alter table document drop column author"}},
      }}};
}

inline Catalog search() {
  return {"search",
          {{
              {1, "create_word",
               rung::Script{"create table word (word text, document integer references document (id))"},
               rung::Script{"drop table word"}},
          }}};
}

/// Its author meant `document`.
inline Catalog faulty() {
  return {"faulty",
          {{
              {1, "create_comment", rung::Script{"create table comment (text text)"},
               rung::Script{"drop table comment"}},
              {2, "copy_texts", rung::Script{"insert into comment select text from documents"},
               rung::Script{"delete from comment"}},
          }}};
}

/// The engine's own catalog, and those of the plug-ins of these names. Others there are not.
inline std::vector<Catalog> catalogs_with(const std::vector<std::string>& plugins) {
  std::vector<Catalog> catalogs{engine()};
  for (const std::string& plugin : plugins) {
    if (plugin == "search") catalogs.push_back(search());
    if (plugin == "faulty") catalogs.push_back(faulty());
  }
  return catalogs;
}
