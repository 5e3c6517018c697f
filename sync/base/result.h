// Errors as values that must be looked at.
// Six faults, because a fault is for deciding what to do next; `place` is for the log and holds no personal data.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace carrel::sync {

/// What a caller can decide on.
enum class Fault {
  offline,  ///< No way out right now; trying later may help.
  full,     ///< No room on the medium.
  corrupt,  ///< Bytes that fail their digest, signature, schema or checksum.
  refused,  ///< The other side, or a rule of ours, said no for good.
  stale,    ///< Made by a newer or older program than this one can read.
  invalid,  ///< Input a person can correct.
};

/// Short lower-case name of a fault, for logs and `--json`.
std::string_view name_of(Fault fault);

/// A fault and where it arose. `place` never carries an address, a name or a learner's words.
struct Error {
  Fault fault;
  std::string place;
};

/// A value or an Error. Must be looked at.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  T& operator*() { assert(*this); return *std::get_if<0>(&held_); }
  T const& operator*() const { assert(*this); return *std::get_if<0>(&held_); }
  T* operator->() { return &**this; }
  T const* operator->() const { return &**this; }
  Error const& error() const { assert(!*this); return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Error> held_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_; }
  Error const& error() const { assert(error_); return *error_; }

 private:
  std::optional<Error> error_;
};

using Done = Result<void>;

}  // namespace carrel::sync

// TRY declares `name` or returns the error. CHECKED returns the error of a Done.
#define TRY(name, expr)                             \
  auto name##_result = (expr);                      \
  if (!name##_result) return name##_result.error(); \
  auto& name = *name##_result

#define CHECKED(expr)                                               \
  do {                                                              \
    if (auto checked_result = (expr); !checked_result) return checked_result.error(); \
  } while (false)
