#include "client/app/settings.h"

#include <algorithm>

namespace carrel::client {

Settings read_settings(sync::Json const& json) {
  Settings settings;
  if (auto const language = json.text_or("language", ""); !language.empty()) settings.language = language;
  auto const theme = json.text_or("theme", "light");
  for (auto const* known : {"light", "dark", "contrast", "sepia"})
    if (theme == known) settings.theme = theme;
  auto const percent = std::clamp<std::int64_t>(json.number_or("text_percent", 100), 100, 200);
  settings.text_percent = static_cast<int>((percent + 12) / 25 * 25);
  return settings;
}

sync::Json write_settings(Settings const& settings) {
  return sync::Json::object({{"language", settings.language}, {"theme", settings.theme}, {"text_percent", settings.text_percent}});
}

}  // namespace carrel::client
