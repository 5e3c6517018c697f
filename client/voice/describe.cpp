#include "client/voice/describe.h"

#include <algorithm>

#include "client/kit/text_block.h"
#include "client/voice/spoken.h"

namespace carrel::client {
namespace {

using kit::Role;
using kit::TraceEntry;

constexpr std::string_view dot = "•";  // A secret shows one for each character.

bool is_secret(TraceEntry const& entry) { return entry.role == Role::field && entry.value.starts_with(dot); }

// What a thing is called belongs to the screen, not to the learner: its name is for everybody, what it holds is not.
bool name_is_open(Role role) {
  switch (role) {
    case Role::title: case Role::heading: case Role::button: case Role::link: case Role::chip: case Role::field: case Role::toggle:
    case Role::radio: case Role::check: case Role::tab: case Role::step: case Role::key: case Role::question: case Role::progress:
    case Role::icon: return true;
    default: return false;
  }
}

struct Telling {
  HeardFrame const& frame;
  TraceEntry const& entry;
  kit::Words const& words;
  Sayings out{};

  std::string const& own_language() const {
    return entry.lesson && !frame.lesson_language.empty() ? frame.lesson_language : frame.language;
  }
  void name(std::string_view text) {
    bool const open = name_is_open(entry.role) || entry.personal != kit::Personal::all;
    if (!text.empty()) add(out, {spoken(text, own_language()), own_language(), !open});
  }
  void content(std::string_view text, bool open) {
    if (!text.empty()) add(out, {spoken(text, own_language()), own_language(), !open && entry.personal != kit::Personal::no});
  }
  void manner(std::string const& text, bool open = true) {
    if (!text.empty()) add(out, {text, frame.language, !open && entry.personal != kit::Personal::no});
  }
  void manner_key(std::string const& key) {
    if (words.has(key)) manner(words.say(key));
  }
};

// States and emblems are codes; anything else is a sentence already.
std::string code_word(std::string_view code, kit::Words const& words, Role role) {
  std::string key = "voice.code." + std::string(code);
  std::replace(key.begin() + 11, key.end(), ' ', '_');
  auto const special = key + "." + std::string(kit::name_of(role));
  if (words.has(special)) return words.say(special);
  return words.has(key) ? words.say(key) : std::string();
}

void tell_name(Telling& t) {
  auto const& e = t.entry;
  bool const lettered = (e.role == Role::radio || e.role == Role::check) && !e.value.empty();
  if (e.role == Role::code) return t.name(is_reference(e.label) ? e.label : spoken_code(e.label, t.words));
  if (e.role == Role::image) {
    auto const known = code_word(e.label, t.words, e.role);
    return t.name(known.empty() ? e.label : known);
  }
  auto name = lettered ? e.value + ": " + e.label : e.label;
  if (e.role == Role::table || e.role == Role::heading)
    for (std::size_t at; (at = name.find(" | ")) != name.npos;) name.replace(at, 3, ", ");
  t.name(name);
}

void tell_role(Telling& t) {
  bool const only_touched = t.entry.role == Role::card || t.entry.role == Role::row || t.entry.role == Role::step;
  bool const reference = t.entry.role == Role::code && is_reference(t.entry.label);
  if ((!only_touched || t.entry.touchable) && !reference) t.manner_key("voice.role." + std::string(kit::name_of(t.entry.role)));
}

void tell_value(Telling& t) {
  auto const& e = t.entry;
  if (e.role == Role::radio || e.role == Role::check) return;  // Said with the name.
  if (e.role != Role::field) {
    auto const word = code_word(e.value, t.words, e.role);
    return t.content(word.empty() ? e.value : word, false);
  }
  if (e.value.empty()) return t.manner_key("voice.field.empty");
  if (is_secret(e)) return t.manner(t.words.say("voice.field.secret", {{"count", static_cast<int>(e.value.size() / dot.size())}}));
  t.manner(t.words.say("voice.field.contains"), false);
  t.content(e.value, false);
}

void tell_state(Telling& t) {
  auto const& e = t.entry;
  bool const switches = e.role == Role::check || e.role == Role::toggle;
  if (e.state.empty() && switches) return t.manner(t.words.say("voice.code.not_chosen"), false);
  if (e.state.empty() || e.state == "cut") return;  // All of a cut text is in the trace.
  auto const word = code_word(e.state, t.words, e.role);
  bool const open = e.role == Role::button || e.role == Role::tab || e.role == Role::step || e.role == Role::field;
  if (!word.empty()) return t.manner(word, open);
  t.content(e.state, open && e.role != Role::step);
}

// Things of one kind one after the other: "2 of 3".
struct Run {
  std::size_t begin = 0;
  int index = 0, count = 0;
};

bool breaks_run(TraceEntry const& other, Role role) {
  if (other.role == Role::heading || other.role == Role::question || other.role == Role::title) return true;
  if (role == Role::chip) return true;
  return other.touchable;
}

Run run_of(Entries const& trace, TraceEntry const& entry) {
  auto const at = static_cast<std::size_t>(&entry - trace.data());
  auto const same = [&](TraceEntry const& o) { return o.role == entry.role && o.group == entry.group && o.layer == entry.layer; };
  auto begin = at, end = at + 1;
  for (auto i = at; i-- > 0;) {
    if (same(trace[i])) begin = i;
    else if (breaks_run(trace[i], entry.role)) break;
  }
  for (auto i = end; i < trace.size(); ++i) {
    if (same(trace[i])) end = i + 1;
    else if (breaks_run(trace[i], entry.role)) break;
  }
  Run run{begin};
  for (auto i = begin; i < end; ++i) {
    if (!same(trace[i])) continue;
    ++run.count;
    if (i <= at) ++run.index;
  }
  return run;
}

bool stands_in_line(Role role) {
  return role == Role::radio || role == Role::check || role == Role::chip || role == Role::card || role == Role::row || role == Role::tab;
}

// What stands above: the hint of a field, the question of a choice.
Sayings context_of(HeardFrame const& now, TraceEntry const& entry, std::uint32_t before, kit::Words const& words) {
  auto const& trace = now.trace;
  bool const field = entry.role == Role::field;
  auto const run = run_of(trace, entry);
  if (!field && entry.role != Role::radio && entry.role != Role::chip && (entry.role != Role::check || run.count < 2)) return {};
  auto const* const was = entry_of(trace, before);
  if (was && !field && run_of(trace, *was).begin == run.begin && was->role == entry.role) return {};
  auto const from = static_cast<std::ptrdiff_t>(field ? &entry - trace.data() : static_cast<std::ptrdiff_t>(run.begin));
  std::vector<TraceEntry const*> above;
  for (auto i = from - 1; i >= 0 && above.size() < 3; --i) {
    auto const& one = trace[static_cast<std::size_t>(i)];
    bool const text = one.role == Role::text || (one.role == Role::title && one.lesson);
    bool const of_code = i > 0 && trace[static_cast<std::size_t>(i - 1)].role == Role::code;  // The name of its language.
    if (!text || one.touchable || one.layer != entry.layer || of_code) break;
    if (field && one.label == entry.label) {
      Sayings hints;
      for (auto const* hint : above)
        for (auto& saying : describe(now, *hint, words)) add(hints, {saying.text, saying.language, false});
      return hints;
    }
    above.insert(above.begin(), &one);
  }
  if (field || above.empty()) return {};
  if (above.size() > 2) above.erase(above.begin(), above.end() - 2);
  Sayings out;
  for (auto const* one : above)  // Questions belong to the screen, not to the learner.
    for (auto& saying : describe(now, *one, words)) add(out, {saying.text, saying.language, false});
  return out;
}

// ---- what was typed ----

std::size_t common_start(std::string const& a, std::string const& b) {
  std::size_t at = 0, whole = 0;
  while (at < a.size() && at < b.size()) {
    auto in_a = at, in_b = at;
    if (kit::next_code_point(a, in_a) != kit::next_code_point(b, in_b)) break;
    at = whole = in_a;
  }
  return whole;
}

std::size_t common_end(std::string const& a, std::string const& b, std::size_t start) {
  std::size_t n = 0;
  while (n < a.size() - start && n < b.size() - start && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  while (n > 0 && (static_cast<unsigned char>(b[b.size() - n]) & 0xC0) == 0x80) --n;  // Begins with a whole character.
  return n;
}

// One character by its name, a space by the word before it, more as it stands.
std::string typed_text(std::string const& text, std::string const& before, kit::Words const& words) {
  std::size_t at = 0;
  auto const first = kit::next_code_point(text, at);
  if (at < text.size()) return text;
  if (first != ' ') return name_of_character(first, words);
  auto const word = before.substr(before.find_last_of(" \n") == before.npos ? 0 : before.find_last_of(" \n") + 1);
  return word.empty() ? name_of_character(first, words) : word;
}

void tell_typed(Telling& t, std::string const& was) {
  auto const& is = t.entry.value;
  auto const from = common_start(was, is);
  auto const kept = common_end(was, is, from);
  auto const came = is.substr(from, is.size() - kept - from), went = was.substr(from, was.size() - kept - from);
  if (is_secret(t.entry) || (is.empty() && was.starts_with(dot)))
    return t.manner(t.words.say(came.empty() ? "voice.typed.hidden_gone" : "voice.typed.hidden"));
  if (!went.empty()) {
    t.manner(t.words.say("voice.typed.gone"), false);
    t.content(typed_text(went, "", t.words), false);
  }
  if (!came.empty()) t.content(typed_text(came, is.substr(0, from), t.words), false);
}

bool ends_clause(std::string const& text);

void join(Sayings& to, Saying saying, std::string_view by) {
  if (saying.text.empty()) return;
  bool const same_ears = !to.empty() && to.back().language == saying.language && to.back().is_private == saying.is_private;
  if (!same_ears) return to.push_back(std::move(saying));
  to.back().text.append(ends_clause(to.back().text) ? " " : by).append(saying.text);
}

bool ends_clause(std::string const& text) {
  return text.empty() || std::string_view(".!?:;,…").find(text.back()) != std::string_view::npos;
}

}  // namespace

int top_layer(Entries const& trace) {
  int top = 0;
  for (auto const& entry : trace)
    if (entry.role != Role::key) top = std::max(top, entry.layer);
  return std::min(top, 1);
}

TraceEntry const* entry_of(Entries const& trace, std::uint32_t id) {
  if (id == 0) return nullptr;
  auto const it = std::find_if(trace.begin(), trace.end(), [id](auto const& entry) { return entry.id == id; });
  return it == trace.end() ? nullptr : &*it;
}

void add(Sayings& to, Saying saying) { join(to, std::move(saying), ", "); }

void add_sentence(Sayings& to, Saying saying) { join(to, std::move(saying), ". "); }

Sayings describe(HeardFrame const& now, TraceEntry const& entry, kit::Words const& words) {
  Telling t{now, entry, words};
  tell_name(t);
  tell_role(t);
  tell_state(t);
  tell_value(t);
  return std::move(t.out);
}

Sayings describe_focus(HeardFrame const& now, TraceEntry const& entry, std::uint32_t before, kit::Words const& words) {
  auto const context = context_of(now, entry, before, words);
  Telling t{now, entry, words};
  bool const asks_first = entry.role != Role::field;
  tell_name(t);
  tell_role(t);
  if (stands_in_line(entry.role))
    if (auto const run = run_of(now.trace, entry); run.count > 1)
      t.manner(words.say("voice.position", {{"number", run.index}, {"total", std::to_string(run.count)}}));
  tell_state(t);
  tell_value(t);
  if (asks_first && !context.empty()) {
    auto asked = context;
    for (auto& one : t.out) add_sentence(asked, std::move(one));
    return asked;
  }
  if (!asks_first)
    for (auto const& one : context) add_sentence(t.out, one);
  return std::move(t.out);
}

Sayings describe_change(HeardFrame const& now, TraceEntry const& before, TraceEntry const& entry, kit::Words const& words) {
  Telling t{now, entry, words};
  if (entry.role == Role::field) {
    if (before.value != entry.value) tell_typed(t, before.value);
    if (before.state != entry.state && !entry.state.empty()) tell_state(t);
    return std::move(t.out);
  }
  if (before.state != entry.state) {
    if (entry.state.empty()) t.manner(words.say("voice.code.not_chosen"), entry.role == Role::button);
    else tell_state(t);
  }
  if (before.value != entry.value) tell_value(t);
  return std::move(t.out);
}

}  // namespace carrel::client
