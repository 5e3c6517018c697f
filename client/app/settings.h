// How this device shows itself and is worked: language, text size, theme, switch control, motion. Not personal: the same for
// everybody who sits down, and for the first screen.
#pragma once

#include <string>

#include "sync/base/json.h"

namespace carrel::client {

/// How the voice begins for everybody, and what the operator says of the sound. A person's own choice lasts until they leave.
struct VoiceSettings {
  bool on = false;
  int rate = 175;                    ///< Words a minute, 80 to 400.
  int volume = 50;                   ///< 0 to 100.
  bool headphones_only = false;      ///< Nothing at all is said from a speaker.
  std::string output = "detect";     ///< "detect", or what is attached for good where no socket feels: "headphones", "speaker".
  bool operator==(VoiceSettings const&) const = default;
};

struct Settings {
  std::string language = "fr";  ///< A tag of BCP 47; one that is not installed shows as the language before it.
  std::string theme = "light";  ///< "light", "dark", "contrast" or "sepia".
  int text_percent = 100;       ///< 100, 125, 150, 175 or 200.
  std::string scan = "off";     ///< Switch control: "off", "one" or "two" switches.
  int scan_ms = 2000;           ///< With one switch: how long each thing is offered; 800 to 5000.
  bool scan_anywhere = false;   ///< A press anywhere on the screen is the switch.
  bool reduced_motion = false;  ///< Nothing moves by itself: scrolling stops with the finger.
  VoiceSettings voice{};
  bool operator==(Settings const&) const = default;
};

/// Unknown or missing members fall back to the defaults, so that a newer program's settings still open.
Settings read_settings(sync::Json const& json);
sync::Json write_settings(Settings const& settings);

}  // namespace carrel::client
