// Two languages for whoever builds screens, made from English while it is read and never offered to a learner.
// en-XA: accented, bracketed ⟦…⟧ and a good third longer: a word without brackets is hard-coded, one that is cut has too little room.
// ar-XB: English on a page that runs from right to left. Its letters keep their order: shaping and bidirectional text are not here.
#pragma once

#include <string>
#include <string_view>

#include "client/kit/language.h"

namespace carrel::kit {

inline constexpr std::string_view accented_tag = "en-XA", mirrored_tag = "ar-XB";

bool is_pseudo(std::string_view tag);

/// Makes English into the language of that tag, which must be one of the two.
void make_pseudo(LanguageFiles& english, std::string_view tag);

/// "Go {there}" gives "⟦Ĝö {there} ·····⟧": what stands in braces stays, and so does a text without a letter.
std::string accented(std::string_view text);

}  // namespace carrel::kit
