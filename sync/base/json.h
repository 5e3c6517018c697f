// A plain JSON value (RFC 8259), with reading and writing.
// Wraps a library in one source file, so that no other file pays for compiling it; limits are applied while parsing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sync/base/result.h"

namespace carrel::sync {

class Json;
using JsonArray = std::vector<Json>;
using JsonMember = std::pair<std::string, Json>;
using JsonObject = std::vector<JsonMember>;  // Keeps the order of writing, so that the same value gives the same bytes.

class Json {
 public:
  Json() : value_(nullptr) {}
  Json(bool v) : value_(v) {}
  Json(int v) : value_(static_cast<std::int64_t>(v)) {}
  Json(std::int64_t v) : value_(v) {}
  Json(double v) : value_(v) {}
  Json(char const* v) : value_(std::string(v)) {}
  Json(std::string v) : value_(std::move(v)) {}
  Json(std::string_view v) : value_(std::string(v)) {}
  Json(JsonArray v) : value_(std::move(v)) {}
  Json(JsonObject v) : value_(std::move(v)) {}
  static Json object(std::initializer_list<JsonMember> members) { return Json(JsonObject(members)); }

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool const* boolean() const { return std::get_if<bool>(&value_); }
  std::int64_t const* integer() const { return std::get_if<std::int64_t>(&value_); }
  double const* real() const { return std::get_if<double>(&value_); }
  std::string const* string() const { return std::get_if<std::string>(&value_); }
  JsonArray const* array() const { return std::get_if<JsonArray>(&value_); }
  JsonObject const* object() const { return std::get_if<JsonObject>(&value_); }

  /// The member of that name, or nullptr when this is no object or has none.
  Json const* find(std::string_view name) const;
  /// Adds or replaces a member; a null value becomes an object first.
  void set(std::string_view name, Json value);
  /// Appends to an array; a null value becomes an array first.
  void push(Json value);

  /// Typed members: Fault::corrupt with the member's name when missing or of another type.
  Result<std::string> text(std::string_view name) const;
  Result<std::int64_t> number(std::string_view name) const;
  Result<bool> flag(std::string_view name) const;
  /// Never fail: the fallback (or an empty list) when missing or of another type.
  std::string text_or(std::string_view name, std::string_view fallback) const;
  std::int64_t number_or(std::string_view name, std::int64_t fallback) const;
  bool flag_or(std::string_view name, bool fallback) const;
  JsonArray const& list(std::string_view name) const;

  bool operator==(Json const&) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, JsonArray, JsonObject> value_;
};

/// Reads one JSON text: UTF-8, at most `limits::json_depth_max` deep, no duplicate member names; else Fault::corrupt.
Result<Json> parse_json(std::string_view text);

/// Writes without spaces, members in the order they were set. `write_json_pretty` indents by two.
std::string write_json(Json const& value);
std::string write_json_pretty(Json const& value);

}  // namespace carrel::sync
