// Files that go with a complaint: what kind they are by their bytes, how many and how large they may be, how their names are shown,
// and how far each has come. Pure: reading a stick is the desk's (platform/media), keeping is attachment_store, deeds are
// attachment_flow. The limits are a record of the policies (Evidence), never above what the platform's contract takes.
//
// For the screen: a row is `name`, kind complaint.files.kind.KIND and the size; what refuses a file is a key of the words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/policy.h"
#include "sync/base/bytes.h"
#include "sync/base/id.h"

namespace carrel::client {

enum class FileKind { jpeg, png, webp, pdf, text };
/// "jpeg": in words and records.
std::string_view name_of(FileKind kind);
/// "image/jpeg": in letters.
std::string_view media_type_of(FileKind kind);
std::optional<FileKind> file_kind_of(std::string_view media_type);

/// What the bytes are, whatever the name says; nothing for everything that is not taken. `whole` says that no more follows: only then
/// can it be plain text. Without it a beginning that may still become text gives `text`.
std::optional<FileKind> sniff(sync::BytesView bytes, bool whole);

/// A name as it can stand in a sentence: what is no UTF-8 becomes "�", characters that turn the direction of writing, hide or
/// break lines are left out, and a long one is cut in the middle, so that its end stays. Never empty.
std::string plain_name(std::string_view name);

struct Attachment {
  std::string digest;  ///< SHA-256 of its bytes, base64url: what it is called between this device and the platform.
  std::string name;    ///< From plain_name().
  FileKind kind = FileKind::text;
  std::uint64_t size = 0;
  bool removed = false;  ///< Taken off the form, and still kept for "undo" until the form is left.
  bool operator==(Attachment const&) const = default;
};

/// Why a file of this size cannot join those; empty when it can.
std::string_view refuse_size(std::uint64_t size, std::span<Attachment const> have, Evidence const& limits);
/// Why those bytes cannot join those; empty when they can. `kind` as sniff() says, `digest` of all of them.
std::string_view refuse_bytes(std::optional<FileKind> kind, std::string_view digest, std::span<Attachment const> have,
                              Evidence const& limits);

/// How many there are, and their bytes, without the removed ones.
int count_of(std::span<Attachment const> files);
std::uint64_t size_of(std::span<Attachment const> files);
/// How many letters carry a file of that size.
std::size_t parts_of(std::uint64_t size);
/// Minutes of connection on the slowest link that is planned for, at least one.
int minutes_of(std::uint64_t size);

/// A file that was filed with a complaint, and what became of it.
struct FiledFile {
  Attachment file;
  std::vector<sync::ActionId> parts;  ///< The letters that carry it, in order.
  int arrived = 0;                    ///< So many of them have their receipt.
  std::optional<sync::WallTime> received;  ///< The platform has all of it, and has checked its digest.
  std::string refusal;                ///< The code when the platform refused a part.
  bool operator==(FiledFile const&) const = default;
};

/// Without what became of them: for a form that is edited again.
std::vector<Attachment> attachments_of(std::span<FiledFile const> files);

/// "2 files: 1 received, 1 waiting" as a key and its numbers.
struct FilesSummary {
  std::string_view key;
  int count = 0, received = 0, waiting = 0, refused = 0;
};
FilesSummary summary_of(std::span<FiledFile const> files);

}  // namespace carrel::client
