#include "client/voice/narrator.h"

#include <algorithm>
#include <map>

#include "client/voice/describe.h"

namespace carrel::client {
namespace {

using kit::Role;
using kit::TraceEntry;

constexpr int facts_max = 6;   // Of a new screen, before the first thing to choose.
constexpr int news_max = 8;    // More new texts than that are another page: its title is enough.

void append(Sayings& to, Sayings const& more) {
  for (auto const& one : more) add_sentence(to, one);
}

bool is_content(TraceEntry const& entry, int layer) {
  return entry.layer == layer && entry.group <= 2 && entry.role != Role::key && entry.role != Role::icon;
}

std::string title_of(Entries const& trace) {
  for (auto const& entry : trace)
    if (entry.role == Role::title) return entry.label;
  return {};
}

std::string sheet_of(Entries const& trace) {
  for (auto const& entry : trace)
    if (entry.role == Role::question && entry.layer > 0) return entry.label;
  return {};
}

using Counted = std::map<std::string, int>;

std::string key_of(TraceEntry const& entry) {
  return std::string(kit::name_of(entry.role)) + "\n" + entry.label + "\n" + entry.value;
}

Counted texts_of(Entries const& trace, int layer) {
  Counted texts;
  for (auto const& entry : trace)
    if (!entry.touchable && is_content(entry, layer)) ++texts[key_of(entry)];
  return texts;
}

// Less than half of what stands there now stood there before.
bool mostly_new(Counted before, Counted const& now) {
  int common = 0, all = 0;
  for (auto const& [key, count] : now) {
    all += count;
    if (auto const was = before.find(key); was != before.end()) common += std::min(count, was->second);
  }
  return all >= 4 && common * 2 < all;
}

bool is_another_screen(HeardFrame const& before, HeardFrame const& now) {
  if (before.trace.empty() || before.place != now.place || before.language != now.language) return true;
  if (sheet_of(now.trace) != sheet_of(before.trace)) return true;
  if (title_of(before.trace) != title_of(now.trace)) return true;
  return !now.reading && mostly_new(texts_of(before.trace, 0), texts_of(now.trace, 0));
}

int things_to_choose(Entries const& trace, int layer) {
  return static_cast<int>(std::count_if(trace.begin(), trace.end(), [&](auto const& e) { return e.touchable && is_content(e, layer); }));
}

Sayings announce_sheet(HeardFrame const& now, kit::Words const& words) {
  Sayings out;
  int told = 0;
  for (auto const& entry : now.trace)
    if (!entry.touchable && is_content(entry, 1) && told++ < facts_max) append(out, describe(now, entry, words));
  add_sentence(out, {words.say("voice.choices", {{"count", things_to_choose(now.trace, 1)}}), now.language});
  return out;
}

// Texts that were not there before, in their order.
std::vector<TraceEntry const*> appeared(HeardFrame const& before, HeardFrame const& now) {
  int const layer = top_layer(now.trace);
  auto left = texts_of(before.trace, layer);
  std::vector<TraceEntry const*> fresh;
  for (auto const& entry : now.trace) {
    if (entry.touchable || !is_content(entry, layer)) continue;
    if (auto const it = left.find(key_of(entry)); it != left.end() && it->second-- > 0) continue;
    fresh.push_back(&entry);
  }
  return fresh;
}

bool interrupts(TraceEntry const& entry) { return entry.role == Role::note || entry.role == Role::question; }

Sayings tell_news(HeardFrame const& before, HeardFrame const& now, Cause cause, bool typed, kit::Words const& words) {
  auto const fresh = appeared(before, now);
  auto const* const focus = entry_of(now.trace, now.focus);
  bool const writing = focus && focus->role == Role::field;
  Sayings out;
  for (auto const* entry : fresh) {
    bool const repeats = focus && entry->label == focus->state;  // An error below its field was said with it.
    bool wanted = interrupts(*entry);
    if (cause == Cause::hands && !typed)
      wanted = wanted || (now.reading ? entry->role == Role::progress : static_cast<int>(fresh.size()) <= news_max);
    if (cause == Cause::facts) wanted = wanted || (entry->role == Role::tag && !writing);
    if (wanted && !repeats) append(out, describe(now, *entry, words));
  }
  return out;
}

}  // namespace

Sayings announce(HeardFrame const& now, kit::Words const& words) {
  if (top_layer(now.trace) > 0) return announce_sheet(now, words);
  Sayings out;
  bool begun = false, open = true;
  int told = 0;
  std::string last;
  for (auto const& entry : now.trace) {
    begun = begun || entry.role == Role::title;
    if (!begun || entry.group > 0) {
      if (begun && entry.role == Role::progress && now.reading) append(out, describe(now, entry, words));
      continue;
    }
    if (!is_content(entry, 0)) continue;
    if (entry.touchable) open = false;
    bool const note = entry.role == Role::note;
    bool const fact = open && told < (now.reading ? 2 : facts_max) && entry.label != last && entry.role != Role::image;
    if (!note && !fact) continue;
    last = entry.label;
    ++told;
    append(out, describe(now, entry, words));
  }
  add_sentence(out, {words.say("voice.choices", {{"count", things_to_choose(now.trace, 0)}}), now.language});
  return out;
}

Sayings narrate(HeardFrame const& before, HeardFrame const& now, Cause cause, kit::Words const& words) {
  auto const* const focus = entry_of(now.trace, now.focus);
  if (is_another_screen(before, now)) {
    bool const closed = !before.trace.empty() && before.place == now.place && before.language == now.language &&
                        top_layer(before.trace) > 0 && top_layer(now.trace) == 0 && title_of(before.trace) == title_of(now.trace);
    Sayings out = closed ? Sayings{{title_of(now.trace), now.language}} : announce(now, words);
    if (closed) append(out, tell_news(before, now, cause, false, words));
    if (focus && focus->layer == top_layer(now.trace)) append(out, describe_focus(now, *focus, 0, words));
    return out;
  }
  Sayings out;
  bool typed = false;
  if (focus && now.focus != before.focus) append(out, describe_focus(now, *focus, before.focus, words));
  else if (auto const* was = entry_of(before.trace, now.focus); focus && was) {
    typed = focus->role == Role::field && was->value != focus->value;
    append(out, describe_change(now, *was, *focus, words));
  }
  append(out, tell_news(before, now, cause, typed, words));
  return out;
}

Sayings read_page(HeardFrame const& now, kit::Words const& words) {
  int const layer = top_layer(now.trace);
  Sayings out;
  for (int group = 0; group <= 2; ++group)
    for (std::size_t i = 0; i < now.trace.size(); ++i) {
      auto const& entry = now.trace[i];
      if (!is_content(entry, layer) || entry.group != group || entry.role == Role::link) continue;
      auto const* const before = i > 0 ? &now.trace[i - 1] : nullptr;
      // The name of a field stands above it, its hint between the two.
      auto const names = [&](std::size_t at) {
        return at < now.trace.size() && now.trace[at].role == Role::field && now.trace[at].label == entry.label;
      };
      bool const names_next = names(i + 1) || names(i + 2);
      bool const repeats = before && (before->state == entry.label || before->label == entry.label);
      if (entry.role == Role::text && (names_next || repeats)) continue;
      auto told = describe(now, entry, words);
      out.insert(out.end(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
    }
  return out;
}

}  // namespace carrel::client
