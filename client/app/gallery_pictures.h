// The pages of the gallery as pictures, drawn without a display: for review, and for the few that tests compare.
#pragma once

#include <filesystem>
#include <string>

#include "client/kit/gallery.h"
#include "client/kit/painter.h"
#include "platform/window/window.h"

namespace carrel::client {

struct GalleryLook {
  char const* suffix;                              ///< "800-fr": ends the file's name.
  int width = 1280, height = 800;
  char const* language = "en";
  kit::ThemeName theme = kit::ThemeName::light;
  int percent = 100;                               ///< Of the text.
};

/// Builds the page until it has settled and gives what it looks like. The window must have the look's size. Without words for the
/// look's language: that of Kit::set_language.
sync::Result<platform::Pixels> gallery_picture(kit::Kit& kit, kit::Painter& painter, platform::Window& window,
                                               kit::GalleryPage const& page, GalleryLook const& look);

/// Writes PAGE-SUFFIX.png and a text trace of every page in every look, or of the pages of that name. Gives how many.
/// `share` is share/carrel. The folder is made.
sync::Result<int> write_gallery(std::filesystem::path const& share, std::filesystem::path const& folder, std::string const& only = {});

}  // namespace carrel::client
