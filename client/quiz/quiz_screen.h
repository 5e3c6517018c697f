// A quiz: one question at a time, marked on the spot, then the result against the pass mark.
// The first answer to each question counts; trying again is for learning.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_quiz(Page& page);

}  // namespace carrel::client
