#include "sync/trust/action_form.h"

#include <algorithm>
#include <array>
#include <span>

#include "sync/base/limits.h"

namespace carrel::sync {

namespace {

namespace mark {
constexpr std::uint8_t word = 0xc0;        // and its number
constexpr std::uint8_t json = 0xf5;        // JSON text up to an end
constexpr std::uint8_t number = 0xf6;      // JSON text up to an end
constexpr std::uint8_t null = 0xf7;
constexpr std::uint8_t no = 0xf8;
constexpr std::uint8_t yes = 0xf9;
constexpr std::uint8_t list = 0xfa;        // values up to an end
constexpr std::uint8_t object = 0xfb;      // names and values up to an end
constexpr std::uint8_t empty_text = 0xfc;
constexpr std::uint8_t known_form = 0xfd;  // its number, then its values up to an end
constexpr std::uint8_t absent = 0xfe;      // instead of a value of a form
constexpr std::uint8_t end = 0xff;         // also of any text
}  // namespace mark

constexpr auto words = std::to_array<std::string_view>({
    "complaint", "consent_change", "complaint_withdrawal", "information_reply", "appeal", "contact_question", "adjustment_request",
    "quiz_attempt", "progress", "content_report", "data_rights_request", "us_privacy_request", "account_deletion",
    "credentials_notice", "learner", "alumni", "mentor", "third_party", "other", "yes", "no", "not_applicable", "course_content",
    "mentoring", "project_review", "platform", "support", "payment", "certificate", "admission_funding", "given", "withdrawn",
    "purpose", "state", "version", "comm_newsletter", "comm_events_news", "surveys", "cookies_functional", "cookies_advertising",
    "auto_application", "us_opt_out_sale_sharing", "us_limit_sensitive", "image_voice", "special_status", "complaint_id", "text",
    "confirmation", "about", "step", "name", "email", "phone", "topic", "concern", "filer", "nature_own", "spoken_to_whom", "evidence",
    "why_not_resolved_informally", "legal_grounds", "was_learner_then", "could_have_been_raised", "why_not_then", "representative",
    "contact", "relationship", "authorisation", "send_anyway", "complainant_name", "complainant_email", "complainant_phone",
    "student_id", "nature", "details", "already_spoken_to", "desired_outcome", "statements", "actor", "verb", "object", "result",
    "score", "scaled", "raw", "min", "max", "success", "completion", "duration", "timestamp", "id", "context", "extensions",
    "objectType", "definition"});

using Names = std::span<std::string_view const>;
constexpr std::array<std::string_view, 19> complaint_names{
    "filer", "complainant_name", "complainant_email", "complainant_phone", "student_id", "nature", "details", "already_spoken_to",
    "desired_outcome", "nature_own", "spoken_to_whom", "evidence", "why_not_resolved_informally", "legal_grounds", "was_learner_then",
    "could_have_been_raised", "why_not_then", "representative", "send_anyway"};
constexpr std::array<std::string_view, 3> consent_names{"purpose", "state", "version"};
constexpr std::array<std::string_view, 2> reply_names{"complaint", "text"};
constexpr std::array<std::string_view, 2> withdrawal_names{"complaint", "confirmation"};
constexpr std::array<Names, 4> forms{complaint_names, consent_names, reply_names, withdrawal_names};

/// The members of `body` are some of `names`, in that order.
bool fits(JsonObject const& body, Names names) {
  for (auto const& member : body) {
    auto const at = std::find(names.begin(), names.end(), member.first);
    if (at == names.end()) return false;
    names = names.subspan(static_cast<std::size_t>(at - names.begin()) + 1);
  }
  return true;
}

class Writer {
 public:
  Bytes bytes;

  void text(std::string_view text) {
    auto const known = std::find(words.begin(), words.end(), text);
    if (known != words.end()) {
      put(mark::word);
      bytes.push_back(static_cast<std::uint8_t>(known - words.begin()));
    } else if (text.empty()) {
      put(mark::empty_text);
    } else {
      up_to_end(text);
    }
  }
  void value(Json const& json) {
    if (auto const* v = json.boolean()) return put(*v ? mark::yes : mark::no);
    if (auto const* v = json.string()) return text(*v);
    if (json.integer() || json.real()) return put(mark::number), up_to_end(write_json(json));
    if (auto const* v = json.array()) {
      put(mark::list);
      for (auto const& item : *v) value(item);
      return put(mark::end);
    }
    if (auto const* v = json.object()) {
      put(mark::object);
      for (auto const& [name, item] : *v) text(name), value(item);
      return put(mark::end);
    }
    put(mark::null);
  }
  void form(std::size_t which, Json const& body) {
    put(mark::known_form);
    bytes.push_back(static_cast<std::uint8_t>(which));
    std::size_t left = body.object()->size();
    for (auto const name : forms[which]) {
      if (left == 0) break;
      auto const* const item = body.find(name);
      if (item) value(*item), --left;
      else put(mark::absent);
    }
    put(mark::end);
  }
  void as_json(Json const& body) { put(mark::json), up_to_end(write_json(body)); }

 private:
  void put(std::uint8_t mark) { bytes.push_back(mark); }
  void up_to_end(std::string_view text) {
    auto const view = as_bytes(text);
    bytes.insert(bytes.end(), view.begin(), view.end());
    put(mark::end);
  }
};

class Reader {
 public:
  explicit Reader(BytesView in) : in_(in) {}

  bool at_end() const { return in_.empty(); }
  Result<std::string> text() {
    TRY(json, value());
    if (!json.string()) return broken();
    return *json.string();
  }
  Result<Json> value(std::size_t depth = 0) {
    if (in_.empty() || depth > limits::json_depth_max) return broken();
    auto const first = in_.front();
    if (first < mark::json && first != mark::word) return plain_text();
    in_ = in_.subspan(1);
    switch (first) {
      case mark::word: return known_word();
      case mark::null: return Json();
      case mark::no: return Json(false);
      case mark::yes: return Json(true);
      case mark::empty_text: return Json("");
      case mark::number:
      case mark::json: return json_text(first == mark::number);
      case mark::list: return values(depth);
      case mark::object: return members(depth);
      case mark::known_form: return form(depth);
      default: return broken();
    }
  }

 private:
  static Error broken() { return {Fault::corrupt, "action form"}; }
  bool ends() {
    if (in_.empty() || in_.front() != mark::end) return false;
    in_ = in_.subspan(1);
    return true;
  }
  Result<std::string> up_to_end() {
    auto const stop = std::find(in_.begin(), in_.end(), mark::end);
    if (stop == in_.end()) return broken();
    auto const size = static_cast<std::size_t>(stop - in_.begin());
    std::string text(as_text(in_.first(size)));
    in_ = in_.subspan(size + 1);
    if (!is_utf8(text)) return broken();
    return text;
  }
  Result<Json> plain_text() {
    TRY(text, up_to_end());
    return Json(std::move(text));
  }
  Result<Json> known_word() {
    if (in_.empty() || in_.front() >= words.size()) return broken();
    auto const which = in_.front();
    in_ = in_.subspan(1);
    return Json(words[which]);
  }
  Result<Json> json_text(bool is_number) {
    TRY(text, up_to_end());
    TRY(json, parse_json(text));
    if (is_number && !json.integer() && !json.real()) return broken();
    return std::move(json);
  }
  Result<Json> values(std::size_t depth) {
    JsonArray items;
    while (!ends()) {
      TRY(item, value(depth + 1));
      items.push_back(std::move(item));
    }
    return Json(std::move(items));
  }
  Result<Json> members(std::size_t depth) {
    Json json{JsonObject{}};
    while (!ends()) {
      TRY(name, text());
      TRY(item, value(depth + 1));
      if (json.find(name)) return broken();
      json.set(name, std::move(item));
    }
    return json;
  }
  Result<Json> form(std::size_t depth) {
    if (in_.empty() || in_.front() >= forms.size()) return broken();
    auto const names = forms[in_.front()];
    in_ = in_.subspan(1);
    Json json{JsonObject{}};
    std::size_t at = 0;
    while (!ends()) {
      if (at == names.size() || in_.empty()) return broken();
      auto const name = names[at++];
      if (in_.front() == mark::absent) {
        in_ = in_.subspan(1);
        continue;
      }
      TRY(item, value(depth + 1));
      json.set(name, std::move(item));
    }
    return json;
  }

  BytesView in_;
};

}  // namespace

Bytes write_form(std::string_view kind, Json const& body) {
  Writer writer;
  writer.text(kind);
  auto const head = writer.bytes;
  auto const form = std::find_if(forms.begin(), forms.end(), [&](Names names) { return body.object() && fits(*body.object(), names); });
  if (form != forms.end()) writer.form(static_cast<std::size_t>(form - forms.begin()), body);
  else writer.value(body);
  // A text that is no UTF-8 would read as something else, or not at all. No complaint is lost for that.
  auto const back = read_form(writer.bytes);
  if (back && back->body == body) return std::move(writer.bytes);
  writer.bytes = head;
  writer.as_json(body);
  return std::move(writer.bytes);
}

Result<ActionForm> read_form(BytesView bytes) {
  Reader reader(bytes);
  TRY(kind, reader.text());
  TRY(body, reader.value());
  if (!reader.at_end()) return Error{Fault::corrupt, "action form"};
  return ActionForm{std::move(kind), std::move(body)};
}

}  // namespace carrel::sync
