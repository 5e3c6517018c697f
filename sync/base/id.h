// 128-bit ids that carry their kind in the type. Made on the device before the first write; mixing two kinds does not compile.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/bytes.h"

namespace carrel::sync {

template <class Tag>
struct Id {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(Id const&) const = default;

  /// 32 lower-case hexadecimal digits: the form used in URLs, JSON and the database.
  std::string text() const { return to_hex(bytes); }

  /// Reads text(); anything else is Fault::invalid.
  static Result<Id> parse(std::string_view text) {
    TRY(raw, from_hex(text));
    if (raw.size() != 16) return Error{Fault::invalid, "id"};
    Id id;
    std::copy(raw.begin(), raw.end(), id.bytes.begin());
    return id;
  }
};

using ActionId = Id<struct ActionTag>;
using LearnerId = Id<struct LearnerTag>;
using DeviceId = Id<struct DeviceTag>;
using DraftId = Id<struct DraftTag>;

}  // namespace carrel::sync
