// The scripted day: read offline, file a complaint offline, switch a consent, go online, receive. Plays through the same window, desk and
// courier as a person does, without a display, and writes a numbered picture and a text trace for each step.
#pragma once

#include <filesystem>

#include "client/app/loop.h"

namespace carrel::client {

struct TourReport {
  int pictures = 0;
  std::string stopped_at;  ///< Empty when the day was played to its end; else the step that did not come true, in words.
};

enum class Sheets { none, written };

/// Writes NN-name.png and NN-name.txt into `folder`, which is made; and sheet-N.png of all of them when asked.
TourReport play_tour(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter, std::filesystem::path const& folder,
                     Sheets sheets = Sheets::none);

}  // namespace carrel::client
