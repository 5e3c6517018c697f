// The pages of the gallery: every widget in every state, as a screen would use it. Invented people, courses and dates.
#pragma once

#include "client/kit/kit.h"

namespace carrel::kit {

struct GalleryPage {
  char const* name;
  void (*draw)(Kit&);
  char const* tap = nullptr;  ///< What is tapped before the picture is taken.
  Key key = Key::none;        ///< What is pressed then.
};

/// Pages like the screens of the application.
std::span<GalleryPage const> gallery_pages();
/// Pages that set out widgets in all their states.
std::span<GalleryPage const> gallery_tables();

/// One of two sentences by the kit's language: the gallery's own words are not part of the application's.
inline char const* either(Kit const& kit, char const* en, char const* fr) { return kit.language() == Language::fr ? fr : en; }

}  // namespace carrel::kit
