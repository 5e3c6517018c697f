#include "sync/wire/reply.h"

#include <algorithm>
#include <charconv>

#include "sync/wire/packing.h"

namespace carrel::sync::wire {

namespace {

/// A busy platform may ask for patience, but not make a device mute.
constexpr std::chrono::seconds retry_after_max = std::chrono::hours{24};

/// Below this a packed body saves less than its header costs.
constexpr std::size_t pack_from_bytes = 200;

std::chrono::seconds read_retry_after(Headers const& headers) {
  auto const text = find_header(headers, "Retry-After");
  if (!text) return {};
  std::int64_t seconds = 0;
  auto const [end, fault] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  // The other form, a date, is left alone: it would need a clock that is right.
  if (fault == std::errc::result_out_of_range) return retry_after_max;
  if (fault != std::errc{} || end != text->data() + text->size() || seconds < 0) return {};
  return std::min(std::chrono::seconds{seconds}, retry_after_max);
}

/// An empty code means that this is no problem document.
Problem read_problem(Answer const& answer) {
  if (media_type_of(answer.headers) != problem_type) return {};
  auto const document = parse_json(as_text(answer.body));
  if (!document || !document->object()) return {};
  return {document->text_or("code", ""), document->text_or("title", "")};
}

bool may_pass_later(int status) { return status == 408 || status == 425 || status == 429 || status >= 500; }

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return "yes";
    case Verdict::unchanged: return "unchanged";
    case Verdict::refused: return "refused";
    case Verdict::not_known: return "not_known";
    case Verdict::later: return "later";
    case Verdict::too_large: return "too_large";
    case Verdict::not_ours: return "not_ours";
  }
  return {};
}

std::string media_type_of(Headers const& headers) {
  auto const value = find_header(headers, "Content-Type");
  if (!value) return {};
  std::string type{value->substr(0, value->find(';'))};
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return type;
}

Reply read_reply(Answer const& answer, std::string_view media_type, std::initializer_list<int> expected) {
  Reply reply;
  reply.status = answer.status;
  if (answer.reason == LinkReason::too_large) reply.verdict = Verdict::too_large;
  if (answer.reason != LinkReason::none) return reply;
  if (auto const tag = find_header(answer.headers, "ETag")) reply.etag = std::string(*tag);

  if (answer.status == 304) {
    reply.verdict = Verdict::unchanged;
  } else if (std::find(expected.begin(), expected.end(), answer.status) != expected.end()) {
    reply.verdict = media_type_of(answer.headers) == media_type ? Verdict::yes : Verdict::not_ours;
  } else if (answer.status >= 400) {
    reply.problem = read_problem(answer);
    reply.retry_after = read_retry_after(answer.headers);
    bool const platform_speaks = !reply.problem.code.empty();
    // A gateway in front of the platform says 502 in its own words: that is "later" all the same, and never a refusal.
    if (may_pass_later(answer.status)) reply.verdict = Verdict::later;
    else if (platform_speaks) reply.verdict = answer.status == 401 ? Verdict::not_known : Verdict::refused;
  }
  return reply;
}

Json read_object(Answer const& answer, Reply& reply) {
  if (reply.verdict != Verdict::yes) return {};
  auto body = parse_json(as_text(answer.body));
  if (body && body->object()) return std::move(*body);
  reply.verdict = Verdict::not_ours;
  return {};
}

Request bare_request(std::string_view method, std::string path, std::string_view token) {
  Request request;
  request.method = std::string(method);
  request.path = std::move(path);
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + std::string(token));
  return request;
}

Request json_request(std::string_view method, std::string path, std::string_view token, Json const& body) {
  auto request = bare_request(method, std::move(path), token);
  request.headers.emplace_back("Content-Type", std::string(json_type));
  request.body = to_bytes(write_json(body));
  if (request.body.size() < pack_from_bytes) return request;
  if (auto packed = pack(Packing::zstd, request.body); packed && packed->size() < request.body.size()) {
    request.body = std::move(*packed);
    request.headers.emplace_back("Content-Encoding", "zstd");
  }
  return request;
}

bool is_path_word(std::string_view text, std::size_t max) {
  if (text.empty() || text.size() > max || text == "." || text == "..") return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

bool is_digest(std::string_view text) {
  constexpr std::string_view start = "sha256:";
  if (text.size() != start.size() + 64 || !text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace carrel::sync::wire
