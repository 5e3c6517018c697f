#include "sync/wire/catalogue_wire.h"

#include <charconv>

namespace carrel::sync::wire {

namespace {

constexpr std::size_t course_max = 100;

/// Reads digits up to `stop` (or the end) and moves behind it.
bool take_number(std::string_view& text, char stop, std::uint64_t& out) {
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (stop == '\0') return text.empty();
  if (text.empty() || text.front() != stop) return false;
  text.remove_prefix(1);
  return true;
}

/// "bytes FIRST-LAST/TOTAL" (RFC 9110 section 14.4).
bool read_content_range(std::string_view text, std::uint64_t& first, std::uint64_t& last, std::uint64_t& total) {
  constexpr std::string_view unit = "bytes ";
  if (!text.starts_with(unit)) return false;
  text.remove_prefix(unit.size());
  return take_number(text, '-', first) && take_number(text, '/', last) && take_number(text, '\0', total) &&
         first <= last && last < total;
}

}  // namespace

Request get_catalogue(std::string_view token, std::string_view etag) {
  auto request = bare_request("GET", "/v1/catalogue", token);
  if (!etag.empty()) request.headers.emplace_back("If-None-Match", std::string(etag));
  return request;
}

CatalogueReply read_catalogue(Answer const& answer) {
  CatalogueReply out;
  out.reply = read_reply(answer, json_type, {200});
  out.catalogue = read_object(answer, out.reply);
  if (out.reply.verdict == Verdict::yes && !(out.catalogue.text("payloadType") && out.catalogue.text("payload")))
    out.reply.verdict = Verdict::not_ours;
  return out;
}

Request get_manifest(std::string_view token, std::string_view course, std::string_view digest, std::size_t bytes_max) {
  if (!is_path_word(course, course_max) || !is_digest(digest)) return {};
  auto request =
      bare_request("GET", "/v2/" + std::string(course) + "/manifests/" + std::string(digest), token);
  request.headers.emplace_back("Accept", std::string(manifest_type));
  request.answer_bytes_max = bytes_max;
  return request;
}

Request get_blob(std::string_view token, std::string_view course, std::string_view digest, std::optional<Piece> piece,
                 std::size_t bytes_max) {
  if (!is_path_word(course, course_max) || !is_digest(digest)) return {};
  if (piece && piece->count == 0) return {};
  auto request = bare_request("GET", "/v2/" + std::string(course) + "/blobs/" + std::string(digest), token);
  if (piece)
    request.headers.emplace_back(
        "Range", "bytes=" + std::to_string(piece->first) + "-" + std::to_string(piece->first + piece->count - 1));
  request.answer_bytes_max = bytes_max;
  return request;
}

BytesReply read_manifest(Answer answer) {
  BytesReply out;
  out.reply = read_reply(answer, manifest_type, {200});
  if (out.reply.verdict != Verdict::yes) return out;
  out.total = answer.body.size();
  out.bytes = std::move(answer.body);
  return out;
}

BytesReply read_blob(Answer answer) {
  BytesReply out;
  out.reply = read_reply(answer, media_type_of(answer.headers), {200, 206});
  if (out.reply.verdict != Verdict::yes) return out;
  if (answer.status == 200) {
    out.total = answer.body.size();
  } else {
    auto const range = find_header(answer.headers, "Content-Range");
    std::uint64_t last = 0;
    std::uint64_t total = 0;
    if (!range || !read_content_range(*range, out.first, last, total) ||
        last - out.first + 1 != answer.body.size()) {
      out.reply.verdict = Verdict::not_ours;
      return out;
    }
    out.total = total;
  }
  out.bytes = std::move(answer.body);
  return out;
}

}  // namespace carrel::sync::wire
