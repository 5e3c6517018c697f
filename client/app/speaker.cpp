#include "client/app/speaker.h"

#include <algorithm>
#include <utility>

namespace carrel::client {
namespace {

constexpr std::size_t batch_max = 20'000;          // Sentences of the longest chapter.
constexpr std::size_t text_bytes_max = 4'000;      // Of one utterance: what is cut off is said again from its begin.

// What the same ears hear in the same language is one utterance: fewer pauses, fewer processes.
Sayings joined(Sayings sayings, bool all_private) {
  Sayings out;
  for (auto& one : sayings) {
    bool const fits = !out.empty() && out.back().language == one.language && (all_private || out.back().is_private == one.is_private) &&
                      out.back().text.size() + one.text.size() < text_bytes_max;
    if (!fits) {
      out.push_back(std::move(one));
      continue;
    }
    auto& last = out.back();
    bool const ends = !last.text.empty() && std::string_view(".!?:;,").find(last.text.back()) != std::string_view::npos;
    last.text += (ends ? " " : ", ") + one.text;
    last.is_private = last.is_private || one.is_private;
  }
  return out;
}

}  // namespace

void Speaker::set_rate(int words_per_minute) {
  rate_ = std::clamp(words_per_minute, platform::rate_min, platform::rate_max);
}

void Speaker::set_volume(int volume) { volume_ = std::clamp(volume, 0, 100); }

bool Speaker::is_private() {
  if (rules_.output == "headphones") return true;
  return rules_.output != "speaker" && headphones_.state() == platform::Headset::in;
}

bool Speaker::may_speak() { return !rules_.headphones_only || is_private(); }

void Speaker::say(Sayings sayings) {
  if (sayings.empty()) return;
  voice_.stop();
  paused_ = true;
  reads_ = false;
  said_ = {joined(std::move(sayings), is_private())};
  speak_on(said_);
}

void Speaker::say_after(Sayings sayings) {
  if (sayings.empty() || (is_reading() && !paused_)) return;
  if (!voice_.is_speaking() || reads_) return say(std::move(sayings));
  for (auto& one : joined(std::move(sayings), is_private()))
    if (said_.sayings.size() < batch_max) said_.sayings.push_back(std::move(one));
}

void Speaker::read(Sayings sayings, int from) {
  if (sayings.size() > batch_max) sayings.resize(batch_max);
  read_ = {std::move(sayings)};
  step(from);
}

bool Speaker::try_to_say(Saying const& saying) {
  bool const hidden = saying.is_private && !is_private();
  if (hidden && (std::exchange(told_hidden_, true) || rules_.hidden_sentence.empty())) return false;
  private_now_ = saying.is_private && !hidden;
  return voice_.speak({.text = hidden ? rules_.hidden_sentence : saying.text,
                       .language = hidden ? rules_.language : saying.language,
                       .words_per_minute = rate_,
                       .volume = volume_,
                       .is_private = private_now_});
}

void Speaker::speak_on(Batch& batch) {
  auto const count = static_cast<int>(batch.sayings.size());
  if (may_speak())
    for (; batch.at < count; ++batch.at)
      if (try_to_say(batch.sayings[static_cast<std::size_t>(batch.at)])) return;
  if (&batch == &read_) read_ = {};
}

bool Speaker::turn() {
  if (!voice_.take_end()) return false;
  bool const reading = reads_ && is_reading();
  if (reading && paused_) return false;
  auto& batch = reading ? read_ : said_;
  ++batch.at;
  speak_on(batch);
  return reading;
}

void Speaker::repeat() {
  told_hidden_ = false;
  if (reads_ && is_reading()) return step(0);
  voice_.stop();
  said_.at = 0;
  speak_on(said_);
}

void Speaker::step(int by) {
  if (!is_reading()) return;
  voice_.stop();
  paused_ = false;
  reads_ = true;
  read_.at = std::clamp(read_.at + by, 0, static_cast<int>(read_.sayings.size()) - 1);
  speak_on(read_);
}

void Speaker::pause() {
  voice_.stop();
  paused_ = true;
}

void Speaker::go_on() {
  if (is_paused()) step(0);
}

void Speaker::stop_reading() {
  if (reads_) voice_.stop();
  read_ = {};
}

void Speaker::forget() {
  voice_.stop();
  said_ = read_ = {};
  reads_ = paused_ = told_hidden_ = private_now_ = false;
}

void Speaker::plug_changed() {
  if (voice_.is_speaking() && ((private_now_ && !is_private()) || !may_speak())) pause();
}

}  // namespace carrel::client
