// What every deed of the hub works on: its database, its keys, its calendar and its folder of course files.
// A value that is handed in, like the wall time; so a test runs a whole hub in memory and in no time.
#pragma once

#include <filesystem>
#include <string>

#include "sync/db/db.h"
#include "sync/hub/calendar.h"
#include "sync/hub/keys.h"
#include "sync/ports.h"

namespace carrel::hub {

struct Books {
  sync::Db db;
  Keys keys;
  Calendar calendar;
  std::string name;              ///< Shown to learners as the sender.
  std::filesystem::path folder;  ///< Course files lie in folder/blobs/sha256.
  sync::Entropy* entropy;        ///< Not owned; for ids and codes.
};

/// Opens or makes folder/hub.sqlite. Waits up to five seconds for another process, so that the operator may answer
/// while the hub serves.
sync::Result<Books> open_books(std::filesystem::path folder, std::string name, Keys keys, Calendar calendar,
                               sync::Entropy& entropy);

}  // namespace carrel::hub
