// voice: what the operator decides of speech on this device.
#include <charconv>
#include <sstream>

#include "client/app/office_inner.h"
#include "client/ctl/command.h"
#include "platform/voice/headphones.h"
#include "sync/db/meta.h"

namespace carrel::client {
namespace {

using sync::Json;

// False when the words are none of the two.
bool take_choice(Call& call, std::string const& option, std::string const& yes, std::string const& no, bool& value) {
  auto const word = call.take_option(option);
  if (word.empty()) return true;
  value = word == yes;
  return word == yes || word == no;
}

bool take_number(Call& call, std::string const& option, int least, int most, int& value) {
  auto const word = call.take_option(option);
  if (word.empty()) return true;
  auto const [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
  return code == std::errc{} && end == word.data() + word.size() && value >= least && value <= most;
}

char const* name_of(platform::Headset state) {
  return state == platform::Headset::in ? "in" : state == platform::Headset::out ? "out" : "not felt";
}

std::string text_of(VoiceSettings const& voice, char const* headphones) {
  std::ostringstream out;
  out << "Begins:          " << (voice.on ? "on" : "off") << '\n'
      << "Words a minute:  " << voice.rate << '\n'
      << "Volume:          " << voice.volume << '\n'
      << "Headphones only: " << (voice.headphones_only ? "yes" : "no") << '\n'
      << "Output:          " << voice.output << '\n'
      << "Headphones now:  " << headphones << '\n';
  return out.str();
}

}  // namespace

int voice_command(Call call) {
  auto desk = open_desk(call);
  if (!desk) return refuse(call, desk.error());
  auto& inner = desk->office->inner();
  auto settings = inner.settings;
  auto& voice = settings.voice;
  if (!take_choice(call, "--start", "on", "off", voice.on)) return refuse_usage("--start takes on or off");
  if (!take_choice(call, "--headphones-only", "yes", "no", voice.headphones_only)) return refuse_usage("--headphones-only takes yes or no");
  if (!take_number(call, "--rate", 80, 400, voice.rate)) return refuse_usage("--rate takes 80 to 400 words a minute");
  if (!take_number(call, "--volume", 0, 100, voice.volume)) return refuse_usage("--volume takes 0 to 100");
  if (auto const output = call.take_option("--output"); !output.empty()) {
    if (output != "detect" && output != "headphones" && output != "speaker")
      return refuse_usage("--output takes detect, headphones or speaker");
    voice.output = output;
  }
  if (!call.words.empty()) return refuse_usage("voice takes no " + call.words.front());
  if (settings != inner.settings) {
    auto const kept = sync::keep_meta(inner.db, settings_key, sync::write_json(write_settings(settings)));
    if (!kept) return refuse(call, kept.error());
  }
  auto const headphones = name_of(platform::SoundCardHeadphones().state());
  answer(call, Json::object({{"on", voice.on}, {"rate", voice.rate}, {"volume", voice.volume},
                             {"headphones_only", voice.headphones_only}, {"output", voice.output}, {"headphones", headphones}}),
         text_of(voice, headphones));
  return 0;
}

}  // namespace carrel::client
