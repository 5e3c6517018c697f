// The pages of the gallery: every widget in every state, as a screen would use it. Invented people, courses and dates.
// Shown by `carrel --gallery` (client/app/gallery_window), written as pictures (client/app/gallery_pictures), compared by tests.
#pragma once

#include "client/kit/kit.h"

namespace carrel::kit {

struct GalleryPage {
  char const* name;
  void (*draw)(Kit&);
  bool (*above)(Kit&) = nullptr;  ///< The one sheet or question above it; true when it was answered or closed.
  char const* tap = nullptr;      ///< For its picture: what is tapped before.
};

/// All of them: first what is made of, then pages like the screens of the application.
std::span<GalleryPage const> gallery_pages();

// Each of a file of its own, and joined by gallery_pages().
std::span<GalleryPage const> gallery_states();   ///< Widgets, each in all its states.
std::span<GalleryPage const> gallery_screens();  ///< Screens of a learner's own.
std::span<GalleryPage const> gallery_stops();    ///< Screens of the stops of the spine.

/// One of two sentences by the kit's language: the gallery's own words are not part of the application's.
inline char const* either(Kit const& kit, char const* en, char const* fr) { return kit.language().tag == "fr" ? fr : en; }

}  // namespace carrel::kit
