// Where a learner is in each course, and which chapters they read to the end: one sealed item a course.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/trust/vault_items.h"

namespace carrel::client {

struct Reading {
  std::string course, edition;
  std::string chapter;               ///< Where they stopped, and
  int block = 0;                     ///< the first block they saw there.
  std::set<std::string> read;        ///< Chapters read to the end. Ids, so that they hold for a new edition.
  std::set<std::string> passed;      ///< Quizzes passed, by layer title.
  sync::WallTime opened{};           ///< When the course was opened last.
};

sync::Done keep_place(sync::Db& db, sync::Vault const& vault, Reading const& reading);
/// An empty one when the course was never opened.
sync::Result<Reading> find_place(sync::Db& db, sync::Vault const& vault, std::string const& course);
sync::Result<std::vector<Reading>> all_places(sync::Db& db, sync::Vault const& vault);

}  // namespace carrel::client
