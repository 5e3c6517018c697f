// Files that go with a complaint. The complaint announces them (name, kind, size, digest); their bytes follow in actions of their own, a
// part each, in any order. A file counts as received when all parts are here and are what the digest says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/books.h"
#include "sync/hub/http.h"
#include "sync/trust/seal.h"

namespace carrel::hub {

/// Why the files that a complaint announces are not taken; nothing when they are, or when there are none.
std::optional<Refusal> check_files(sync::Json const& complaint);
/// Why the body of an `evidence` action is none.
std::optional<Refusal> check_part(sync::Json const& body);

/// Notes what the complaint announces. Needs an open transaction.
sync::Done expect_files(Books& books, sync::ActionId complaint, sync::Json const& body);
/// Keeps a part of an announced file of this learner's complaint; again is success. The last part is refused when the whole is not what
/// was announced. Needs an open transaction.
sync::Result<std::optional<Refusal>> take_part(Books& books, sync::ActionPlain const& action, sync::WallTime now);

struct EvidenceFile {
  std::string digest, name, type;
  std::int64_t size = 0, parts = 0, arrived = 0;
  std::optional<sync::WallTime> received;  ///< All of it, and checked.
};
/// In the order of the complaint.
sync::Result<std::vector<EvidenceFile>> list_files(Books& books, sync::ActionId complaint);
/// Fault::invalid while it is not received.
sync::Result<sync::Bytes> file_bytes(Books& books, sync::ActionId complaint, std::string_view digest);

/// A name under which a file from a stranger can be written into a folder: its place, then what is harmless of its name.
std::string safe_file_name(std::size_t place, EvidenceFile const& file);

}  // namespace carrel::hub
