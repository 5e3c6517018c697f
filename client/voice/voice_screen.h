// The voice's own sheet, above any page, and its habits on the page of settings.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

/// When nav.voice_sheet says so: on, speed, volume, again, read this page; and why nothing is heard where that is so.
void draw_voice_sheet(Page& page);
/// How it begins for everybody.
void draw_voice_habits(Page& page);

}  // namespace carrel::client
