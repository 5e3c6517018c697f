#include "sync/base/json.h"

#include <nlohmann/json.hpp>

#include "sync/base/bytes.h"
#include "sync/base/limits.h"

namespace carrel::sync {
namespace {

// Builds our value from the library's events; a false return ends the parse.
class Builder {
 public:
  bool null() { return add(Json()); }
  bool boolean(bool v) { return add(Json(v)); }
  bool number_integer(std::int64_t v) { return add(Json(v)); }
  bool number_unsigned(std::uint64_t v) {
    return v <= INT64_MAX ? add(Json(static_cast<std::int64_t>(v))) : add(Json(static_cast<double>(v)));
  }
  bool number_float(double v, std::string const&) { return add(Json(v)); }
  bool string(std::string& v) { return add(Json(std::move(v))); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(Json(JsonObject{})); }
  bool start_array(std::size_t) { return open(Json(JsonArray{})); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) { return false; }
  bool key(std::string& name) {
    if (open_.back().value.find(name)) return false;
    open_.back().name = std::move(name);
    return true;
  }
  Json take() { return std::move(done_); }

 private:
  struct Level {
    Json value;
    std::string name;  // Of the member being read, in an object.
  };

  bool add(Json value) {
    if (open_.empty()) done_ = std::move(value);
    else if (open_.back().value.object()) open_.back().value.set(open_.back().name, std::move(value));
    else open_.back().value.push(std::move(value));
    return true;
  }
  bool open(Json value) {
    open_.push_back({std::move(value), {}});
    return open_.size() <= limits::json_depth_max;
  }
  bool close() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }

  std::vector<Level> open_;
  Json done_;
};

nlohmann::ordered_json to_library(Json const& value) {
  if (auto v = value.boolean()) return *v;
  if (auto v = value.integer()) return *v;
  if (auto v = value.real()) return *v;
  if (auto v = value.string()) return *v;
  if (auto v = value.array()) {
    auto out = nlohmann::ordered_json::array();
    for (auto const& item : *v) out.push_back(to_library(item));
    return out;
  }
  if (auto v = value.object()) {
    auto out = nlohmann::ordered_json::object();
    for (auto const& [name, item] : *v) out[name] = to_library(item);
    return out;
  }
  return nullptr;
}

std::string dump(Json const& value, int indent) {
  return to_library(value).dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Error missing(std::string_view name) { return {Fault::corrupt, "json member " + std::string(name)}; }

}  // namespace

Json const* Json::find(std::string_view name) const {
  if (auto members = object())
    for (auto const& member : *members)
      if (member.first == name) return &member.second;
  return nullptr;
}

void Json::set(std::string_view name, Json value) {
  if (is_null()) value_ = JsonObject{};
  auto& members = std::get<JsonObject>(value_);
  for (auto& member : members)
    if (member.first == name) {
      member.second = std::move(value);
      return;
    }
  members.emplace_back(std::string(name), std::move(value));
}

void Json::push(Json value) {
  if (is_null()) value_ = JsonArray{};
  std::get<JsonArray>(value_).push_back(std::move(value));
}

Result<std::string> Json::text(std::string_view name) const {
  auto found = find(name);
  if (!found || !found->string()) return missing(name);
  return *found->string();
}

Result<std::int64_t> Json::number(std::string_view name) const {
  auto found = find(name);
  if (!found || !found->integer()) return missing(name);
  return *found->integer();
}

Result<bool> Json::flag(std::string_view name) const {
  auto found = find(name);
  if (!found || !found->boolean()) return missing(name);
  return *found->boolean();
}

std::string Json::text_or(std::string_view name, std::string_view fallback) const {
  auto found = find(name);
  return found && found->string() ? *found->string() : std::string(fallback);
}

std::int64_t Json::number_or(std::string_view name, std::int64_t fallback) const {
  auto found = find(name);
  return found && found->integer() ? *found->integer() : fallback;
}

bool Json::flag_or(std::string_view name, bool fallback) const {
  auto found = find(name);
  return found && found->boolean() ? *found->boolean() : fallback;
}

JsonArray const& Json::list(std::string_view name) const {
  static JsonArray const none;
  auto found = find(name);
  return found && found->array() ? *found->array() : none;
}

Result<Json> parse_json(std::string_view text) {
  Builder builder;
  if (!is_utf8(text) || !nlohmann::ordered_json::sax_parse(text.begin(), text.end(), &builder))
    return Error{Fault::corrupt, "json"};
  return builder.take();
}

std::string write_json(Json const& value) { return dump(value, -1); }
std::string write_json_pretty(Json const& value) { return dump(value, 2); }

}  // namespace carrel::sync
