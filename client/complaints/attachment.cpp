#include "client/complaints/attachment.h"

#include <algorithm>
#include <array>

#include "sync/base/limits.h"

namespace carrel::client {
namespace {

using sync::BytesView;
namespace limits = sync::limits;

struct KindNames {
  FileKind kind;
  std::string_view name, type;
};
constexpr std::array kinds{
    KindNames{FileKind::jpeg, "jpeg", "image/jpeg"}, KindNames{FileKind::png, "png", "image/png"},
    KindNames{FileKind::webp, "webp", "image/webp"}, KindNames{FileKind::pdf, "pdf", "application/pdf"},
    KindNames{FileKind::text, "text", "text/plain"},
};

bool begins(BytesView bytes, std::string_view with, std::size_t at = 0) {
  return bytes.size() >= at + with.size() && sync::as_text(bytes.subspan(at, with.size())) == with;
}

// Readers accept a PDF whose mark stands within the first kilobyte.
bool is_pdf(BytesView bytes) {
  auto const begin = sync::as_text(bytes.first(std::min<std::size_t>(bytes.size(), 1024)));
  return begin.find("%PDF-") != std::string_view::npos;
}

// Texts of old editors are not UTF-8; what no text holds are control characters.
bool is_text(BytesView bytes) {
  return std::none_of(bytes.begin(), bytes.end(),
                      [](std::uint8_t c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f; });
}

// Code points that are not drawn, break the line or turn the direction of what follows.
bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe007f);
}

struct Letter {
  char32_t code = 0;
  std::size_t length = 1;  // 0: no UTF-8 here.
};

Letter letter_at(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t n) { return static_cast<unsigned char>(text[n]); };
  unsigned const first = byte(at);
  if (first < 0x80) return {first, 1};
  std::size_t const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length == 0 || first > 0xf4 || at + length > text.size()) return {0, 0};
  char32_t code = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return {0, 0};
    code = code << 6 | (byte(at + i) & 0x3f);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {0, 0};
  return {code, length};
}

// The beginning and the end, cut between letters.
std::string shortened(std::vector<std::string> const& letters, std::size_t bytes_max) {
  constexpr std::size_t end_letters = 12;  // ".jpeg" and what stands before it.
  std::string end, begin;
  for (auto it = letters.end() - end_letters; it != letters.end(); ++it) end += *it;
  for (auto const& one : letters) {
    if (begin.size() + one.size() + end.size() + 3 > bytes_max) break;
    begin += one;
  }
  return begin + "…" + end;
}

}  // namespace

std::string_view name_of(FileKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view media_type_of(FileKind kind) { return kinds[static_cast<std::size_t>(kind)].type; }

std::optional<FileKind> file_kind_of(std::string_view media_type) {
  for (auto const& one : kinds)
    if (one.type == media_type) return one.kind;
  return {};
}

std::optional<FileKind> sniff(BytesView bytes, bool whole) {
  if (begins(bytes, "\xff\xd8\xff")) return FileKind::jpeg;
  if (begins(bytes, "\x89PNG\r\n\x1a\n")) return FileKind::png;
  if (begins(bytes, "RIFF") && begins(bytes, "WEBP", 8)) return FileKind::webp;
  if (is_pdf(bytes)) return FileKind::pdf;
  bool const empty = bytes.empty() && whole;
  return !empty && is_text(bytes) ? std::optional(FileKind::text) : std::nullopt;
}

std::string plain_name(std::string_view name) {
  constexpr std::size_t bytes_max = 80;  // Fits two lines on the smallest panel.
  static_assert(bytes_max <= limits::evidence_name_bytes_max);
  std::vector<std::string> letters;
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < name.size();) {
    auto const letter = letter_at(name, at);
    auto const length = std::max<std::size_t>(letter.length, 1);
    if (letter.length == 0) letters.emplace_back("\xef\xbf\xbd");
    else if (!is_hidden(letter.code)) letters.emplace_back(name.substr(at, length));
    else letters.emplace_back();
    bytes += letters.back().size();
    at += length;
  }
  std::string text;
  for (auto const& one : letters) text += one;
  if (text.find_first_not_of(' ') == std::string::npos) return "…";
  return bytes <= bytes_max ? text : shortened(letters, bytes_max);
}

std::string_view refuse_size(std::uint64_t size, std::span<Attachment const> have, Evidence const& limits) {
  if (count_of(have) >= limits.files_max) return "complaint.files.refused.too_many";
  if (size == 0) return "complaint.files.refused.empty";
  if (size > limits.file_bytes_max) return "complaint.files.refused.too_large";
  if (size_of(have) + size > limits.bytes_max) return "complaint.files.refused.together";
  return {};
}

std::string_view refuse_bytes(std::optional<FileKind> kind, std::string_view digest, std::span<Attachment const> have,
                              Evidence const& limits) {
  if (!kind || std::find(limits.kinds.begin(), limits.kinds.end(), name_of(*kind)) == limits.kinds.end())
    return "complaint.files.refused.kind";
  for (auto const& one : have)
    if (!one.removed && one.digest == digest) return "complaint.files.refused.twice";
  return {};
}

int count_of(std::span<Attachment const> files) {
  return static_cast<int>(std::count_if(files.begin(), files.end(), [](auto const& one) { return !one.removed; }));
}

std::uint64_t size_of(std::span<Attachment const> files) {
  std::uint64_t sum = 0;
  for (auto const& one : files)
    if (!one.removed) sum += one.size;
  return sum;
}

std::size_t parts_of(std::uint64_t size) {
  return static_cast<std::size_t>((size + limits::evidence_part_bytes - 1) / limits::evidence_part_bytes);
}

int minutes_of(std::uint64_t size) {
  auto const seconds = parts_of(size) * limits::piece_bytes / limits::slowest_link_bytes_per_s;
  return static_cast<int>(std::max<std::size_t>((seconds + 59) / 60, 1));
}

std::vector<Attachment> attachments_of(std::span<FiledFile const> files) {
  std::vector<Attachment> plain;
  for (auto const& one : files) plain.push_back(one.file);
  return plain;
}

FilesSummary summary_of(std::span<FiledFile const> files) {
  FilesSummary sum;
  sum.count = static_cast<int>(files.size());
  for (auto const& one : files) {
    if (one.received) ++sum.received;
    else if (!one.refusal.empty()) ++sum.refused;
    else ++sum.waiting;
  }
  if (sum.refused > 0) sum.key = "complaint.files.sum.refused";
  else if (sum.waiting == 0) sum.key = "complaint.files.sum.received";
  else if (sum.received == 0) sum.key = "complaint.files.sum.waiting";
  else sum.key = "complaint.files.sum.some";
  return sum;
}

}  // namespace carrel::client
