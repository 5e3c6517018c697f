// The hand that plays the tour: taps what stands on the screen by its label, types, waits for what must come true, takes pictures.
// It knows no screen; the day it plays is tour.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "client/app/contact_sheet.h"
#include "client/app/loop.h"

namespace carrel::client {

class TourPlayer {
 public:
  TourPlayer(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter, std::filesystem::path folder);

  /// Takes turns until it is so, for twenty seconds at most; then the tour has stopped here, and everything after it does nothing.
  bool until(std::string const& what, std::function<bool()> const& so);
  /// Taps the first thing that carries this label, once it is there; or the one after so many others of that label.
  void tap(std::string const& label, int nth = 0);
  /// The same, by the key of a word.
  void tap_word(std::string_view key) { tap(word(key)); }
  /// Puts the text into the field of that label.
  void type(std::string const& label, std::string_view text);
  void type_word(std::string_view key, std::string_view text) { type(word(key), text); }
  void press(kit::Key key);
  /// NN-name.png and NN-name.txt of what is on the screen now.
  void picture(std::string const& name);
  /// From now on pictures are gathered for contact sheets too.
  void gather_sheets() { gathers_ = true; }
  /// At the end: writes the sheets, when pictures were gathered. What stood on the surface is gone.
  void write_sheets();

  std::string word(std::string_view key) { return front_.kit().word(key); }
  AppState const& state() const { return front_.state(); }
  SessionView const* session() const { return state().session ? &*state().session : nullptr; }
  Front& front() { return front_; }
  void ask(Intent intent) { desk_.post(std::move(intent)); }
  bool stopped() const { return !stopped_at_.empty(); }
  std::string const& stopped_at() const { return stopped_at_; }
  int pictures() const { return pictures_; }

 private:
  bool shows(std::string const& label) const;
  void rest();  // Turns until nothing moves by itself any more.

  Front& front_;
  DeskThread& desk_;
  platform::Window& window_;
  kit::Painter& painter_;
  std::filesystem::path folder_;
  std::string stopped_at_;
  int pictures_ = 0;
  bool gathers_ = false;
  ContactSheet sheet_;
};

}  // namespace carrel::client
