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
  for (auto const* known : {"one", "two"})
    if (json.text_or("scan", "off") == known) settings.scan = known;
  settings.scan_ms = static_cast<int>(std::clamp<std::int64_t>(json.number_or("scan_ms", 2000), 800, 5000));
  settings.scan_anywhere = json.flag_or("scan_anywhere", false);
  settings.reduced_motion = json.flag_or("reduced_motion", false);
  return settings;
}

sync::Json write_settings(Settings const& settings) {
  return sync::Json::object({{"language", settings.language}, {"theme", settings.theme}, {"text_percent", settings.text_percent},
                             {"scan", settings.scan}, {"scan_ms", settings.scan_ms}, {"scan_anywhere", settings.scan_anywhere},
                             {"reduced_motion", settings.reduced_motion}});
}

}  // namespace carrel::client
