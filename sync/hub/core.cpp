#include "sync/hub/core.h"

#include "sync/hub/announcements.h"
#include "sync/hub/enrolment.h"
#include "sync/hub/intake.h"
#include "sync/hub/newsroom.h"
#include "sync/hub/profile.h"
#include "sync/hub/shelves.h"
#include "sync/wire/letters.h"
#include "sync/wire/packing.h"
#include "sync/wire/reply.h"

namespace carrel::hub {

using sync::Answer;
using sync::Json;
using sync::Request;
using sync::Result;

namespace {

using Words = std::vector<std::string_view>;

bool is_path(Words const& words, std::initializer_list<std::string_view> path) {
  return std::equal(words.begin(), words.end(), path.begin(), path.end(),
                    [](auto word, auto wanted) { return wanted == "*" || word == wanted; });
}

template <class Value>
struct Body {
  Value value;
  std::optional<Refusal> refusal;
};

/// The request's bytes, unpacked, or why there are none.
Body<sync::Bytes> read_bytes(Request const& request, std::string_view media_type) {
  if (sync::wire::media_type_of(request.headers) != media_type)
    return {{}, Refusal{415, "media_type_unknown", "This takes " + std::string(media_type) + "."}};
  auto const packing = sync::wire::packing_named(sync::find_header(request.headers, "Content-Encoding").value_or(""));
  if (!packing) return {{}, Refusal{415, "coding_unknown", "This takes the codings gzip and zstd."}};
  auto bytes = sync::wire::unpack(*packing, request.body, request_bytes_max);
  if (!bytes && bytes.error().fault == sync::Fault::refused)
    return {{}, Refusal{413, "too_large", "This is more than the platform takes at once."}};
  if (!bytes) return {{}, Refusal{400, "coding_broken", "The body does not unpack."}};
  return {std::move(*bytes), {}};
}

/// The request's JSON object, or why there is none.
Body<Json> read_body(Request const& request) {
  auto bytes = read_bytes(request, sync::wire::json_type);
  if (bytes.refusal) return {{}, std::move(bytes.refusal)};
  auto json = sync::parse_json(sync::as_text(bytes.value));
  if (!json || !json->object()) return {{}, Refusal{400, "body_malformed", "The body is no JSON object."}};
  return {std::move(*json), {}};
}

/// Paths that any stand-in may serve: no token is needed, for bytes are named by their digest.
Result<Answer> serve_course(Books& books, Request const& request, Words const& words) {
  if (words[2] == "manifests") return serve_manifest(books, words[1], words[3], request.headers);
  return serve_blob(books, words[1], words[3], request.headers);
}

Result<Answer> serve_batch(Books& books, sync::DeviceId device, Request const& request, sync::WallTime now) {
  auto const bytes = read_bytes(request, sync::wire::letters_type);
  if (bytes.refusal) return problem(*bytes.refusal);
  auto const letters = sync::wire::read_letters(bytes.value);
  if (!letters) return problem({400, "body_malformed", "The body does not read as letters."});
  return post_actions(books, device, *letters, now);
}

Result<Answer> serve_get(Books& books, Request const& request, Target const& target, sync::WallTime now) {
  if (is_path(target.words, {"v2", "*", "manifests", "*"}) || is_path(target.words, {"v2", "*", "blobs", "*"}))
    return serve_course(books, request, target.words);
  bool const is_news = is_path(target.words, {"v1", "news"});
  if (!is_news && !is_path(target.words, {"v1", "catalogue"}))
    return problem({404, "not_found", "There is no such thing here."});
  TRY(device, device_of(books, request.headers));
  if (!device) return problem({401, "token_unknown", "This device is not known here."});
  if (!is_news) return serve_catalogue(books, request.headers, now);
  CHECKED(tell_untold(books, *device));
  return serve_news(books, *device, target);
}

Result<Answer> serve_write(Books& books, Request const& request, Target const& target, sync::WallTime now) {
  bool const is_post = request.method == "POST";
  bool const is_enrolment = is_post && is_path(target.words, {"v1", "devices"});
  bool const is_claim = is_post && is_path(target.words, {"v1", "learners"});
  bool const is_batch = is_post && is_path(target.words, {"v1", "actions"});
  bool const is_put = !is_post && is_path(target.words, {"v1", "actions", "*"});
  if (!is_enrolment && !is_claim && !is_batch && !is_put)
    return problem({404, "not_found", "There is no such thing here."});
  std::optional<sync::DeviceId> device;
  if (!is_enrolment) {
    TRY(known, device_of(books, request.headers));
    if (!known) return problem({401, "token_unknown", "This device is not known here."});
    device = known;
  }
  if (is_batch) return serve_batch(books, *device, request, now);
  auto const body = read_body(request);
  if (body.refusal) return problem(*body.refusal);
  if (is_enrolment) return enrol_device(books, body.value, now);
  if (is_claim) return claim_learner(books, *device, body.value, now);
  return put_action(books, *device, target.words[2], body.value, now);
}

Result<Answer> serve(Books& books, Request const& request, sync::WallTime now) {
  CHECKED(follow_rotation(books));  // The operator's command may have replaced the keys while we serve.
  auto const target = read_target(request.path);
  if (!target) return problem({400, "path_malformed", "The path must begin with a slash."});
  if (request.method == "GET") return serve_get(books, request, *target, now);
  if (request.method == "PUT" || request.method == "POST") return serve_write(books, request, *target, now);
  return problem({405, "method_unknown", "This takes GET, PUT and POST."});
}

}  // namespace

Answer Core::handle(Request const& request, sync::WallTime now) {
  auto outcome = serve(books_, request, now);
  Answer answer = outcome ? std::move(*outcome)
                  : outcome.error().fault == sync::Fault::full || outcome.error().fault == sync::Fault::refused
                      ? problem({503, "busy", "The platform cannot take this right now."})
                      : problem({500, "broken", "Something is wrong on the platform's side."});
  pack_answer(request.headers, answer);
  answer.ticket = request.ticket;
  return answer;
}

}  // namespace carrel::hub
