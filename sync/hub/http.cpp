#include "sync/hub/http.h"

#include <algorithm>
#include <charconv>

#include "sync/wire/packing.h"
#include "sync/wire/reply.h"

namespace carrel::hub {

using sync::Answer;
using sync::Headers;
using sync::Json;

namespace {

constexpr std::size_t pack_from_bytes = 200;  // Below this the header costs more than packing saves.

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls `use` with each trimmed member of a comma-separated header value.
template <class Use>
void each_member(std::string_view list, Use use) {
  while (!list.empty()) {
    auto const comma = std::min(list.find(','), list.size());
    use(trim(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

/// True when the coding stands in the list and is not switched off by "q=0".
bool accepts(std::string_view accepted, std::string_view coding) {
  bool found = false;
  each_member(accepted, [&](std::string_view member) {
    auto const name = trim(member.substr(0, member.find(';')));
    bool const off = member.find("q=0") != std::string_view::npos && member.find("q=0.") == std::string_view::npos;
    if (name == coding && !off) found = true;
  });
  return found;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view without_weakness(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

}  // namespace

std::optional<std::string_view> Target::value(std::string_view name) const {
  for (auto const& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<Target> read_target(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  Target target;
  auto const mark = std::min(path.find('?'), path.size());
  auto query = path.substr(std::min(mark + 1, path.size()));
  auto rest = path.substr(1, mark - 1);
  while (!rest.empty()) {
    auto const slash = std::min(rest.find('/'), rest.size());
    target.words.push_back(rest.substr(0, slash));
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  while (!query.empty()) {
    auto const end = std::min(query.find('&'), query.size());
    auto const pair = query.substr(0, end);
    auto const equals = std::min(pair.find('='), pair.size());
    target.query.emplace_back(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return target;
}

Answer problem(Refusal const& refusal) {
  Answer answer;
  answer.status = refusal.status;
  answer.headers.emplace_back("Content-Type", std::string(sync::wire::problem_type));
  if (refusal.status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (refusal.status == 429 || refusal.status == 503) answer.headers.emplace_back("Retry-After", "5");
  answer.body = sync::to_bytes(write_json(
      Json::object({{"title", refusal.title}, {"status", refusal.status}, {"code", refusal.code}})));
  return answer;
}

Answer json_answer(int status, Json const& body) {
  Answer answer;
  answer.status = status;
  answer.headers.emplace_back("Content-Type", std::string(sync::wire::json_type));
  answer.body = sync::to_bytes(write_json(body));
  return answer;
}

bool tag_matches(std::string_view if_none_match, std::string_view etag) {
  bool found = false;
  each_member(if_none_match, [&](std::string_view member) {
    if (member == "*" || without_weakness(member) == without_weakness(etag)) found = true;
  });
  return found;
}

RangeAsked read_range(std::string_view header, std::uint64_t size, ByteRange& out) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return RangeAsked::whole;
  header.remove_prefix(unit.size());
  auto const dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return RangeAsked::whole;
  auto const first = whole_number(header.substr(0, dash));
  auto const last = whole_number(header.substr(dash + 1));
  if (!first) {
    if (dash != 0 || !last) return RangeAsked::whole;
    if (*last == 0 || size == 0) return RangeAsked::impossible;
    out = {size - std::min(*last, size), size - 1};
    return RangeAsked::part;
  }
  bool const open_ended = header.size() == dash + 1;
  if (!open_ended && (!last || *last < *first)) return RangeAsked::whole;
  if (*first >= size) return RangeAsked::impossible;
  out = {*first, open_ended ? size - 1 : std::min(*last, size - 1)};
  return RangeAsked::part;
}

void pack_answer(Headers const& asked, Answer& answer) {
  auto const accepted = sync::find_header(asked, "Accept-Encoding");
  if (!accepted || answer.body.size() < pack_from_bytes) return;
  auto const type = sync::wire::media_type_of(answer.headers);
  if (type != sync::wire::json_type && type != sync::wire::problem_type) return;
  using sync::wire::Packing;
  auto const packing = accepts(*accepted, "zstd")   ? Packing::zstd
                       : accepts(*accepted, "gzip") ? Packing::gzip
                                                    : Packing::none;
  auto packed = sync::wire::pack(packing, answer.body);
  if (packing == Packing::none || !packed || packed->size() >= answer.body.size()) return;
  answer.body = std::move(*packed);
  answer.headers.emplace_back("Content-Encoding", std::string(sync::wire::name_of(packing)));
}

}  // namespace carrel::hub
