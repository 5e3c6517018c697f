#include "sync/hub/evidence.h"

#include <algorithm>
#include <array>
#include <set>

#include "sync/base/limits.h"

namespace carrel::hub {

using sync::ActionId;
using sync::Bytes;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;
namespace limits = sync::limits;
using Verdict = std::optional<Refusal>;

namespace {

constexpr std::array types{"image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain"};

Refusal refuse(std::string code, std::string title) { return {422, std::move(code), std::move(title)}; }

bool is_digest(std::string const& text) {
  auto const bytes = sync::from_base64url(text);
  return bytes && bytes->size() == 32 && sync::to_base64url(*bytes) == text;
}

std::int64_t parts_of(std::int64_t size) {
  auto const part = static_cast<std::int64_t>(limits::evidence_part_bytes);
  return (size + part - 1) / part;
}

/// How long a part must be.
std::int64_t length_of(std::int64_t size, std::int64_t part) {
  auto const whole = static_cast<std::int64_t>(limits::evidence_part_bytes);
  return std::min(whole, size - part * whole);
}

struct Announced {
  std::int64_t size = 0, parts = 0;
  bool is_received = false;
};

Result<std::optional<Announced>> announced(Books& books, ActionId complaint, sync::LearnerId learner, std::string_view digest) {
  TRY(row, books.db.prepare("SELECT e.size, e.parts, e.received_at FROM evidence e JOIN complaint c ON c.action = e.complaint "
                            "WHERE e.complaint = ? AND c.learner = ? AND e.digest = ?"));
  TRY(found, row.bind(1, complaint).bind(2, learner).bind(3, digest).step());
  if (!found) return std::optional<Announced>{};
  return std::optional(Announced{row.integer(0), row.integer(1), !row.is_null(2)});
}

Result<bool> is_known(Books& books, ActionId complaint, sync::LearnerId learner) {
  TRY(row, books.db.prepare("SELECT 1 FROM complaint WHERE action = ? AND learner = ?"));
  return row.bind(1, complaint).bind(2, learner).step();
}

Result<Bytes> joined(Books& books, ActionId complaint, std::string_view digest) {
  TRY(rows, books.db.prepare("SELECT bytes FROM evidence_part WHERE complaint = ? AND digest = ? ORDER BY part"));
  rows.bind(1, complaint).bind(2, digest);
  Bytes whole;
  for (;;) {
    TRY(more, rows.step());
    if (!more) return whole;
    auto const part = rows.blob(0);
    whole.insert(whole.end(), part.begin(), part.end());
  }
}

}  // namespace

Verdict check_files(Json const& complaint) {
  auto const* list = complaint.find("files");
  if (!list) return {};
  if (!list->array()) return refuse("files_invalid", "The files that go with it are not listed as they should be.");
  if (list->array()->size() > limits::evidence_files_max) return refuse("files_too_many", "More files than the platform takes.");
  std::set<std::string> digests;
  std::uint64_t sum = 0;
  for (auto const& file : *list->array()) {
    auto const name = file.text_or("name", ""), type = file.text_or("type", ""), digest = file.text_or("sha256", "");
    auto const size = file.number_or("size", 0);
    if (name.empty() || name.size() > limits::evidence_name_bytes_max || !is_digest(digest) || size < 1 || !digests.insert(digest).second)
      return refuse("files_invalid", "The files that go with it are not listed as they should be.");
    if (std::find(types.begin(), types.end(), type) == types.end())
      return refuse("file_kind_refused", "The platform takes photos (JPEG, PNG, WebP), PDF and plain text.");
    if (static_cast<std::uint64_t>(size) > limits::evidence_file_bytes_max) return refuse("file_too_large", "A file is too large.");
    sum += static_cast<std::uint64_t>(size);
  }
  if (sum > limits::evidence_bytes_max) return refuse("files_too_large", "The files together are too large.");
  return {};
}

Verdict check_part(Json const& body) {
  auto const bytes = sync::from_base64url(body.text_or("bytes", ""));
  bool const good = ActionId::parse(body.text_or("complaint", "")) && is_digest(body.text_or("file", "")) &&
                    body.number_or("part", -1) >= 0 && bytes && !bytes->empty() && bytes->size() <= limits::evidence_part_bytes;
  if (good) return {};
  return refuse("part_invalid", "This part of a file is not as it should be.");
}

Done expect_files(Books& books, ActionId complaint, Json const& body) {
  std::int64_t place = 0;
  for (auto const& file : body.list("files")) {
    TRY(row, books.db.prepare("INSERT INTO evidence(complaint, digest, place, name, type, size, parts) VALUES(?, ?, ?, ?, ?, ?, ?)"));
    auto const size = file.number_or("size", 0);
    row.bind(1, complaint).bind(2, file.text_or("sha256", "")).bind(3, place++).bind(4, file.text_or("name", ""));
    CHECKED(row.bind(5, file.text_or("type", "")).bind(6, size).bind(7, parts_of(size)).run());
  }
  return {};
}

Result<Verdict> take_part(Books& books, sync::ActionPlain const& action, sync::WallTime now) {
  TRY(complaint, ActionId::parse(action.body.text_or("complaint", "")));
  auto const digest = action.body.text_or("file", "");
  auto const part = action.body.number_or("part", -1);
  TRY(bytes, sync::from_base64url(action.body.text_or("bytes", "")));
  TRY(known, is_known(books, complaint, action.learner));
  if (!known) return Verdict{refuse("complaint_unknown", "There is no such complaint of this learner.")};
  TRY(file, announced(books, complaint, action.learner, digest));
  if (!file) return Verdict{refuse("file_unknown", "The complaint does not announce this file.")};
  if (part >= file->parts || static_cast<std::int64_t>(bytes.size()) != length_of(file->size, part))
    return Verdict{refuse("part_invalid", "This part of a file is not as it should be.")};
  if (file->is_received) return Verdict{};
  {
    TRY(row, books.db.prepare("INSERT INTO evidence_part(complaint, digest, part, bytes) VALUES(?, ?, ?, ?) "
                              "ON CONFLICT(complaint, digest, part) DO UPDATE SET bytes = excluded.bytes"));
    CHECKED(row.bind(1, complaint).bind(2, digest).bind(3, part).bind(4, bytes).run());
  }
  TRY(count, books.db.prepare("SELECT count(*) FROM evidence_part WHERE complaint = ? AND digest = ?"));
  TRY(counted, count.bind(1, complaint).bind(2, digest).step());
  if (!counted || count.integer(0) < file->parts) return Verdict{};
  TRY(whole, joined(books, complaint, digest));
  if (sync::to_base64url(sync::digest_of(whole).bytes) != digest)
    return Verdict{refuse("file_differs", "The file that came is not the one that was announced.")};
  TRY(done, books.db.prepare("UPDATE evidence SET received_at = ? WHERE complaint = ? AND digest = ?"));
  CHECKED(done.bind(1, now).bind(2, complaint).bind(3, digest).run());
  return Verdict{};
}

Result<std::vector<EvidenceFile>> list_files(Books& books, ActionId complaint) {
  TRY(rows, books.db.prepare("SELECT e.digest, e.name, e.type, e.size, e.parts, e.received_at, "
                             "(SELECT count(*) FROM evidence_part p WHERE p.complaint = e.complaint AND p.digest = e.digest) "
                             "FROM evidence e WHERE e.complaint = ? ORDER BY e.place"));
  rows.bind(1, complaint);
  std::vector<EvidenceFile> files;
  for (;;) {
    TRY(more, rows.step());
    if (!more) return files;
    EvidenceFile file{rows.text(0), rows.text(1), rows.text(2), rows.integer(3), rows.integer(4), rows.integer(6), {}};
    if (!rows.is_null(5)) file.received = rows.time(5);
    files.push_back(std::move(file));
  }
}

Result<Bytes> file_bytes(Books& books, ActionId complaint, std::string_view digest) {
  TRY(row, books.db.prepare("SELECT 1 FROM evidence WHERE complaint = ? AND digest = ? AND received_at IS NOT NULL"));
  TRY(found, row.bind(1, complaint).bind(2, digest).step());
  if (!found) return Error{Fault::invalid, "this file has not been received whole"};
  return joined(books, complaint, digest);
}

std::string safe_file_name(std::size_t place, EvidenceFile const& file) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  std::string name = std::to_string(place) + "-";
  for (unsigned char c : file.name) {
    if (plain.find(static_cast<char>(c)) != std::string_view::npos || c >= 0x80) name += static_cast<char>(c);
    else name += '_';
  }
  return name;
}

}  // namespace carrel::hub
