// What the widgets are told: one small struct a widget, so that every choice at a call has a name.
// Texts are already in the learner's language (kit.word). `id` is only needed where two labels of one place are alike or change.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/kit/geometry.h"
#include "client/kit/icons.h"
#include "client/kit/metrics.h"
#include "client/kit/theme.h"

namespace carrel::kit {

using Text = std::string_view;

/// A run of letters of one kind. A span with `href` can be touched.
struct Span {
  std::string text;
  bool bold = false, italic = false, code = false, strike = false;
  std::string href{};
};
using Spans = std::span<Span const>;

enum class Tone { plain, soft, warn, bad };
enum class Emblem { leaf, boat, sun, bird, mountain, moon };
enum class CoverArt { shell, web, chart, solar, letter, ledger };  ///< Drawn when a course brings no picture.
CoverArt art_for(Text course);          ///< The same course always gets the same one; known names get theirs.
std::optional<Emblem> emblem_of(Text name);  ///< "leaf" …
std::string_view name_of(Emblem emblem);

/// The picture of a course: `picture` (see Stage::keep_picture) when it is there, else drawn.
struct Cover {
  Text picture{};
  CoverArt art = CoverArt::shell;
  float strength = 1;  ///< 0.45 for what cannot be opened.
};

struct TextLook {
  Token colour = Token::ink;
  int lines_max = 0;  ///< 0: all of them; else an ellipsis after so many. Never on dates, amounts, reasons, legal text.
  bool centred = false;
  bool right = false;
  Icon icon = Icon::none;  ///< Before the first line; further lines align with the text.
  std::optional<bool> bold{};  ///< Other than the style says.
};

struct Button {
  Text label{};
  Icon icon = Icon::none;
  bool icon_after = false;
  bool fill = false;          ///< As wide as the column.
  Text disabled_because{};    ///< Shown beside it; the button does nothing.
  Text waiting{};             ///< A sentence below, while it works.
  Text id{};
};

struct CardLook {
  bool main = false;       ///< 32 px of padding instead of 24.
  bool sunk = false;       ///< Outline on the page, for a quiet aside.
  float padding = -1;      ///< Other than the usual.
  float gap = -1;          ///< Between its parts; usual 8.
  Text id{};
};

enum class Stop { home, library, requests, account, leave };
struct Spine {
  Stop current = Stop::home;
  int waiting = 0;  ///< The number on Requests.
  std::optional<Emblem> emblem{};
};

enum class BarEvent { none, back, listen, display, language, contents };
struct TopBar {
  Text title{};
  Text subtitle{};
  Icon subtitle_icon = Icon::none;
  bool back = false, listen = true, display = true, contents = false;
  bool listening = false;   ///< Something is read aloud now: Listen ends it.
  bool greeting = false;    ///< Style display instead of title.
  bool focused = false;     ///< Reader, quiz, form on a small screen: a low bar with a small title, no spine.
  bool paper = true;        ///< With focused: the bar and the page below are paper (reader); not so in a form.
  Text language{};          ///< The other language's own name: "Français".
  int step = 0, steps = 0;  ///< Quiz: dashes after the title.
};

/// What the screen keyboard offers first: a phone number is more than digits, an address needs its sign.
enum class Keys { letters, digits, mail };
struct Field {
  Text label{};
  Text hint{};         ///< Under the label.
  Text placeholder{};
  Text error{};        ///< Turns the field red and stands under it.
  Text saved{};        ///< "Saved on this device, 18:24": a tag under it.
  Text aside{};        ///< Small, at the right under it.
  int lines = 1;
  int bytes_max = 400;
  bool search = false, secret = false, digits = false, enabled = true;
  Keys keys = Keys::letters;
  Text id{};
};
struct FieldEvent {
  bool changed = false, left = false, submitted = false;
};

struct SwitchRow {
  Text label{};
  Text second{};
  Text link{};  ///< After the second line: "read".
  Text tag{};
  Tone tag_tone = Tone::warn;
  bool read_only = false;
  Text id{};
};
struct SwitchEvent {
  bool switched = false, link = false;
};

struct Choice {
  Text label{};                         ///< The question; empty when it stands elsewhere.
  std::span<std::string const> options{};
  Text hint{};
  Text error{};
  bool as_chips = false;
  Text id{};
};

enum class Mark { none, right, look_again, missed };
struct Answer {
  char letter = 'A';
  Text text{};
  bool multiple = false;
  Mark mark = Mark::none;
  bool closed = false;  ///< Marked: can be read, not changed.
  Text advice{};        ///< What to look at again, under the text.
};

struct Note {
  Tone tone = Tone::soft;
  Icon icon = Icon::info;
  Text title{};
  Text text{};
  Text link{};
  Text id{};
};

/// A line that joins the icons of rows: the way through a course.
enum class Thread { none, past, to_come };

struct ListRow {
  Icon icon = Icon::none;
  Thread above = Thread::none, below = Thread::none;
  Text icon_means{};              ///< What the icon says, for a voice and the trace, where no other words say it.
  Tone icon_tone = Tone::plain;   ///< soft, warn, bad: the icon sits on a tinted square.
  std::optional<Cover> cover{};
  Text title{};
  bool strong = true;
  Text second{};
  Tone second_tone = Tone::plain;
  Text trailing{};
  bool trailing_strong = false;
  Text tag{};                     ///< Under the trailing text.
  Tone tag_tone = Tone::plain;
  Icon trailing_icon = Icon::none;
  Text action{};                  ///< A second button at the right.
  bool opens = false;             ///< The whole row can be touched.
  bool chosen = false;            ///< The current one of a list: soft ground, bold.
  bool divider = true;
  float height = 0;  ///< In a virtual list: exactly this, with room for two lines of title and one below; longer texts are cut.
  Text id{};
};
struct RowEvent {
  bool opened = false, action = false;
};

}  // namespace carrel::kit
