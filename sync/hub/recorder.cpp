#include "sync/hub/recorder.h"

#include "sync/base/json.h"
#include "sync/hub/core.h"
#include "sync/hub/http.h"
#include "sync/wire/letters.h"
#include "sync/wire/packing.h"
#include "sync/wire/reply.h"

namespace carrel::hub {

using sync::Headers;
using sync::Json;

namespace {

/// Letters as the contract's schema describes them.
Json letters_json(std::vector<sync::wire::Letter> const& letters) {
  sync::JsonArray actions;
  for (auto const& letter : letters)
    actions.push_back(Json::object({{"id", letter.id.text()}, {"seq", letter.seq}, {"sealed", sync::to_base64url(letter.sealed)}}));
  return Json::object({{"actions", std::move(actions)}});
}

Json body_json(Headers const& headers, sync::BytesView body) {
  if (body.empty()) return {};
  auto const packing = sync::wire::packing_named(sync::find_header(headers, "Content-Encoding").value_or(""));
  auto const bytes = packing ? sync::wire::unpack(*packing, body, request_bytes_max)
                             : sync::Result<sync::Bytes>(sync::Error{sync::Fault::invalid, "coding"});
  if (bytes && sync::wire::media_type_of(headers) == sync::wire::letters_type)
    if (auto const letters = sync::wire::read_letters(*bytes)) return letters_json(*letters);
  if (bytes)
    if (auto json = sync::parse_json(sync::as_text(*bytes))) return std::move(*json);
  return Json::object({{"bytes", static_cast<std::int64_t>(body.size())}});
}

Json headers_json(Headers const& headers) {
  Json out{sync::JsonObject{}};
  for (auto const& [name, value] : headers) out.set(name, name == "Authorization" ? "Bearer hidden" : value);
  return out;
}

}  // namespace

std::string record_of(sync::Request const& request, sync::Answer const& answer) {
  Json query{sync::JsonObject{}};
  if (auto const target = read_target(request.path))
    for (auto const& [name, value] : target->query) query.set(name, value);
  return write_json(Json::object({{"method", request.method},
                                  {"path", request.path.substr(0, request.path.find('?'))},
                                  {"query", query},
                                  {"headers", headers_json(request.headers)},
                                  {"body", body_json(request.headers, request.body)},
                                  {"status", answer.status},
                                  {"answer_headers", headers_json(answer.headers)},
                                  {"answer_body", body_json(answer.headers, answer.body)}}));
}

sync::Result<Recorder> Recorder::open(std::filesystem::path const& file) {
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  std::ofstream out(file, std::ios::trunc);
  if (!out) return sync::Error{sync::Fault::invalid, "record file"};
  return Recorder(std::move(out));
}

void Recorder::add(sync::Request const& request, sync::Answer const& answer) {
  // Flushed line by line: a test may end the hub at any moment.
  out_ << record_of(request, answer) << '\n' << std::flush;
}

}  // namespace carrel::hub
