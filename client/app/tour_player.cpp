#include "client/app/tour_player.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace carrel::client {

using namespace std::chrono_literals;

namespace {

constexpr int turns_max = 400;  // Of at most 50 ms each.
constexpr int rest_turns = 3;
constexpr auto turn = 50ms;

}  // namespace

TourPlayer::TourPlayer(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter, std::filesystem::path folder)
    : front_(front), desk_(desk), window_(window), painter_(painter), folder_(std::move(folder)) {
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  if (failed) stopped_at_ = "the folder for the pictures cannot be made";
}

bool TourPlayer::until(std::string const& what, std::function<bool()> const& so) {
  for (int i = 0; i < turns_max && !stopped(); ++i) {
    if (so()) return true;
    take_turn(front_, desk_, window_, turn);
  }
  if (stopped()) return false;
  picture("stopped-here");
  stopped_at_ = what;
  return false;
}

void TourPlayer::rest() {
  // A tap that must scroll first takes more turns than one that need not; what is typed after it waits until it has landed.
  for (int i = 0; i < rest_turns || (i < turns_max && front_.kit().has_input()); ++i) take_turn(front_, desk_, window_, 5ms);
}

bool TourPlayer::shows(std::string const& label) const {
  auto const& trace = front_.kit().trace();
  return std::any_of(trace.begin(), trace.end(), [&](auto const& e) { return e.touchable && e.label == label; });
}

void TourPlayer::tap(std::string const& label, int nth) {
  // What lies under the screen keyboard is reached as a person reaches it.
  if (front_.kit().keyboard_shown() && !shows(label) && front_.kit().inject_tap(word("kit.key_hide"))) {
    front_.touch();
    rest();
  }
  if (!until("nothing to tap is called “" + label + "”", [&] { return shows(label); })) return;
  front_.kit().inject_tap(label, nth);
  front_.touch();
  rest();
}

void TourPlayer::type(std::string const& label, std::string_view text) {
  tap(label);
  if (stopped()) return;
  front_.kit().inject_key(kit::Key::select_all);
  front_.kit().inject_text(text);
  front_.touch();
  rest();
}

void TourPlayer::press(kit::Key key) {
  if (stopped()) return;
  front_.kit().inject_key(key);
  front_.touch();
  rest();
}

void TourPlayer::picture(std::string const& name) {
  if (stopped()) return;
  rest();
  char number[16];
  std::snprintf(number, sizeof number, "%02d-", ++pictures_);
  painter_.paint();
  auto const file = folder_ / (number + name);
  auto const pixels = window_.read_pixels();
  if (!platform::write_png(pixels, file.string() + ".png")) stopped_at_ = "a picture could not be written";
  std::ofstream(file.string() + ".txt") << front_.kit().trace_text();
  if (gathers_) sheet_.add(pixels, number + name);
}

void TourPlayer::write_sheets() {
  if (!gathers_ || sheet_.empty()) return;
  bool const written = static_cast<bool>(sheet_.write(front_.kit(), painter_, window_, folder_));
  if (!written && !stopped()) stopped_at_ = "a contact sheet could not be written";
}

}  // namespace carrel::client
