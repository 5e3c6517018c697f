// What the larger widgets are told: cards of courses, membership, time line, pages of a book, questions.
#pragma once

#include "client/kit/parts.h"

namespace carrel::kit {

/// Some spans of a text, one after the other: those that a voice says now.
struct SpanRange {
  std::size_t first = 0, count = 0;
};

struct HeroCard {
  Cover cover{};
  Text kicker{};              ///< "Continue where you stopped"
  Text title{};
  Text second{};
  std::optional<double> done{};
  Text done_text{};         ///< "page 3 of 9"
  Text button{};
  Text aside{};             ///< "about 12 minutes left"
};

struct CourseCard {
  Cover cover{};
  Text title{};
  Text second{};
  std::optional<double> done{};
  Text state{};             ///< "On this device", "62 %, waits for a link"
  Icon state_icon = Icon::none;
  bool state_good = false;  ///< Accent and bold, with a tick as icon.
  Text disabled_because{};
  Text id{};
};

struct MembershipCard {
  Text plan{};                ///< "Premium Plus"
  Text second{};            ///< "Web developer path"
  Text name{};
  Text status{};            ///< "Active, monthly"
  Text date{};              ///< "Tomorrow, Wed 25 November"
  Text date_second{};       ///< "Last day to change your mind"
  Text as_of{};             ///< "As of 23 November 2026, 21:40"
  bool checked = false;     ///< The signature was verified: shield.
  bool in_words = false;    ///< Not active: no brass.
  bool large = false;       ///< As one carries it: its shape, a medal, the lamp behind. For its own page.
  std::optional<Emblem> emblem{};  ///< The medal of the large one.
};

enum class StepState { done, latest, to_come };
struct TimelineStep {
  StepState state = StepState::to_come;
  Icon icon = Icon::none;   ///< none: tick when done.
  Text title{};
  Text second{};
  Text when{};
  Text tag{};               ///< "estimate", "replaced"
  bool replaced = false;    ///< Another date took its place: struck through, and kept in sight.
  bool last = false;
};

/// One stop of a track: what is past has a tick, where it is now is larger, what is to come is hollow.
struct TrackStop {
  StepState state = StepState::to_come;
  Icon icon = Icon::none;   ///< none: tick, hour glass or nothing, by its state.
  Text label{};             ///< "Sealed here"
  Text when{};              ///< "18:02", or what is known instead.
};

/// Work that takes its time: how far it is, in words too, and the way out of it.
struct LongWork {
  Text label{};
  double done = 0;
  Text text{};              ///< "62 %, goes on at the next connection"
  Text cancel{};            ///< What stopping is called; empty: it cannot be stopped.
  Text id{};
};

/// What a page will look like while it is being opened. The sentence says what is waited for.
struct Skeleton {
  Text sentence{};
  bool title = true;
  int lines = 6;
};

struct EmptyState {
  CoverArt art = CoverArt::letter;
  Text sentence{};
  Text action{};
};

struct Code {
  Text text{};
  Text language{};          ///< What it is, in a corner: "bash", "What it prints".
  bool output = false;      ///< What the machine prints: quieter.
};

struct Table {
  std::vector<std::vector<Span>> head;
  std::vector<std::vector<std::vector<Span>>> rows;
  std::vector<char> align;  ///< 'l', 'c', 'r' a column; shorter means left.
};

struct Figure {
  Text picture{};             ///< Name given to Stage::keep_picture.
  Text alt{};                 ///< Read aloud, and shown while the picture is not there.
  Text caption{};
  float width = 0, height = 0;  ///< Of the original, so that the page does not jump.
  bool opens = false;         ///< Can be touched, to be seen by itself.
};

/// How a figure is looked at by itself: kept by who shows it.
struct FigureView {
  float zoom = 1;           ///< 1: seen whole; at most 6.
  float x = 0.5f, y = 0.5f; ///< The point of the picture in the middle, in parts of its width and height.
};

enum class Reply { none, yes, no };
struct Question {
  Text title{};
  Text text{};
  Text yes{};
  Text no{};
  bool yes_is_filled = true;
};

struct Portion {
  Text label{};
  Text value{};
  double part = 0;
  Token colour = Token::accent;
};

struct StepsLook {
  std::span<std::string const> names{};
  int current = 0;          ///< From 0.
  int reached = 0;          ///< Steps up to this one can be touched.
};

struct BottomBar {
  Text left{};              ///< Text button: "Keep the draft and close"
  Text back{};              ///< Second button with arrow.
  Icon back_icon = Icon::back;
  Text next{};              ///< The filled button.
  Icon next_icon = Icon::forward;
  Text next_disabled_because{};
  std::optional<double> done{};
  Text done_text{};
  bool focused = false;     ///< Reader and quiz: page coloured, back at the left edge.
  bool leads = false;       ///< Keyboard and switch come to it before the content: nothing there has to be done first.
};
enum class BottomEvent { none, left, back, next };

struct ScrollPlace {
  float offset = 0;         ///< Logical pixels scrolled away at the top.
  float content = 0;        ///< Height of everything.
  float view = 0;           ///< Height that is seen.
};

}  // namespace carrel::kit
