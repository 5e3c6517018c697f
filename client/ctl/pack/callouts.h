// Fenced divs, by the names that authors give them.
#pragma once

#include <string_view>

namespace carrel::client {

struct CalloutName {
  std::string_view name;    ///< As written behind the colons.
  std::string_view style;   ///< Callout::style; empty: the div only places what is inside it.
  bool foldable = false;
};
/// nullptr for a name we do not know.
CalloutName const* find_callout(std::string_view name);

}  // namespace carrel::client
