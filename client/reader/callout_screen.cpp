#include "client/reader/callout_screen.h"

#include <array>

namespace carrel::client {
namespace {

using enum CalloutForm;
using kit::Icon;
using kit::Tone;

constexpr std::array looks{
    CalloutLook{"note", "reader.callout.note", Icon::info, Tone::plain, tinted, false},
    CalloutLook{"objectives", "reader.callout.objectives", Icon::flag, Tone::soft, tinted, false},
    CalloutLook{"questions", "reader.callout.questions", Icon::help, Tone::plain, tinted, false},
    CalloutLook{"keypoints", "reader.callout.keypoints", Icon::check_circle, Tone::soft, tinted, false},
    CalloutLook{"prereq", "reader.callout.prereq", Icon::school, Tone::plain, tinted, false},
    CalloutLook{"callout", "reader.callout.callout", Icon::idea, Tone::soft, tinted, false},
    CalloutLook{"challenge", "reader.callout.challenge", Icon::edit, Tone::plain, barred, true},
    CalloutLook{"solution", "reader.callout.solution", Icon::check, Tone::plain, barred, false},
    CalloutLook{"hint", "reader.callout.hint", Icon::idea, Tone::soft, tinted, false},
    CalloutLook{"discussion", "reader.callout.discussion", Icon::help, Tone::plain, barred, true},
    CalloutLook{"testimonial", "reader.callout.testimonial", Icon::account, Tone::plain, barred, false},
    CalloutLook{"spoiler", "reader.callout.spoiler", Icon::info, Tone::plain, barred, false},
    CalloutLook{"instructor", "reader.callout.instructor", Icon::school, Tone::plain, barred, true},
    CalloutLook{"checklist", "reader.callout.checklist", Icon::check, Tone::plain, tinted, false},
    CalloutLook{"caution", "reader.callout.caution", Icon::mind, Tone::warn, tinted, false},
    CalloutLook{"tab", "reader.callout.tab", Icon::document, Tone::plain, barred, false},
};

}  // namespace

CalloutLook const& callout_look(std::string_view style) {
  for (auto const& look : looks)
    if (look.style == style) return look;
  return looks.front();
}

}  // namespace carrel::client
