// The command line of the window, read into a value.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "sync/base/result.h"

namespace carrel::client {

struct Options {
  std::filesystem::path data;                   ///< Data folder; default under XDG_DATA_HOME.
  std::optional<std::filesystem::path> keys;    ///< Folder of the device key; default `keys` in the data folder.
  std::optional<std::filesystem::path> tour;    ///< Plays the scripted day into this folder, without a display.
  bool sheets = false;                          ///< With `tour`: contact sheets of all its pictures too.
  std::optional<std::string> course;            ///< With `tour`: reads this course whole instead, for its author.
  bool gallery = false;                         ///< Shows every widget in every state instead of the day's work.
  std::optional<std::filesystem::path> gallery_folder;  ///< With `gallery`: writes it as pictures into this folder, without a display.
  std::string page;                             ///< With `gallery`: the page to begin with, or the only one to write.
  std::optional<std::filesystem::path> sticks;  ///< Its folders count as sticks, instead of what is mounted as such.
  std::optional<std::string> language;          ///< "fr", "en" or another that is installed; otherwise as last chosen on this device.
  int width = 1280, height = 800;               ///< Of the window or the tour's pictures, in pixels.
  bool scan = false;                            ///< Switch control is on from the start.
  bool kiosk = false;                           ///< Full screen, on-screen keyboard.
  bool offline = false;                         ///< Never starts the courier: as if there were no link at all.
  bool help = false, version = false;
};

/// Reads the arguments after the program's name. `default_data` is used without `--data`. Fault::invalid names the bad word.
sync::Result<Options> read_options(std::span<char const* const> arguments, std::filesystem::path const& default_data);

/// What `--help` prints.
std::string usage();

}  // namespace carrel::client
