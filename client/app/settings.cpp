#include "client/app/settings.h"

#include <algorithm>

namespace carrel::client {

namespace {

VoiceSettings read_voice(sync::Json const& json) {
  VoiceSettings voice;
  voice.on = json.flag_or("on", false);
  voice.rate = static_cast<int>(std::clamp<std::int64_t>(json.number_or("rate", voice.rate), 80, 400));
  voice.volume = static_cast<int>(std::clamp<std::int64_t>(json.number_or("volume", voice.volume), 0, 100));
  voice.headphones_only = json.flag_or("headphones_only", false);
  if (auto const output = json.text_or("output", "detect"); output == "headphones" || output == "speaker") voice.output = output;
  return voice;
}

}  // namespace

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
  if (auto const* voice = json.find("voice")) settings.voice = read_voice(*voice);
  return settings;
}

sync::Json write_settings(Settings const& settings) {
  auto const& voice = settings.voice;
  auto spoken = sync::Json::object({{"on", voice.on}, {"rate", voice.rate}, {"volume", voice.volume},
                                    {"headphones_only", voice.headphones_only}, {"output", voice.output}});
  return sync::Json::object({{"language", settings.language}, {"theme", settings.theme}, {"text_percent", settings.text_percent},
                             {"scan", settings.scan}, {"scan_ms", settings.scan_ms}, {"scan_anywhere", settings.scan_anywhere},
                             {"reduced_motion", settings.reduced_motion}, {"voice", std::move(spoken)}});
}

}  // namespace carrel::client
