// What a person hears, from the list of what was drawn.
#include "client/voice/narrator.h"

#include <doctest/doctest.h>

#include "client/voice/sentences.h"
#include "client/voice/spoken.h"

using namespace carrel::client;
using namespace carrel;
using kit::Role;
using kit::TraceEntry;

namespace {

kit::Words const& words_of(std::string_view language) {
  static auto const en = kit::Words::load(HOUSE_BUILD "/share/carrel/words", "en");
  static auto const fr = kit::Words::load(HOUSE_BUILD "/share/carrel/words", "fr");
  auto const& words = language == "en" ? en : fr;
  REQUIRE(words);
  return *words;
}

kit::Words const& english() { return words_of("en"); }

TraceEntry thing(Role role, std::string label, std::string value = {}, std::string state = {}) {
  static std::uint32_t next = 100;
  TraceEntry entry;
  entry.role = role;
  entry.label = std::move(label);
  entry.value = std::move(value);
  entry.state = std::move(state);
  bool const touch = role == Role::button || role == Role::field || role == Role::radio || role == Role::check || role == Role::toggle ||
                     role == Role::card || role == Role::chip || role == Role::link;
  entry.touchable = touch;
  entry.id = touch ? ++next : 0;
  return entry;
}

HeardFrame frame(std::vector<TraceEntry> trace, std::string place = "here") {
  return {.trace = std::move(trace), .place = std::move(place), .language = "en"};
}

HeardFrame focused(HeardFrame now, std::size_t at) {
  now.focus = now.trace[at].id;
  return now;
}

// What everybody may hear, and what the learner alone: "[mine] …".
std::string heard(Sayings const& sayings) {
  std::string all;
  for (auto const& one : sayings) all += (all.empty() ? "" : " / ") + std::string(one.is_private ? "[mine] " : "") + one.text;
  return all;
}

std::string cut(std::string_view text) {
  std::string all;
  for (auto const& [from, to] : sentences_of(text)) all += "<" + std::string(text.substr(from, to - from)) + ">";
  return all;
}

}  // namespace

TEST_CASE("a new screen says its title, what stands under it, and how much there is to choose") {
  auto const now = frame({thing(Role::text, "18:20", "Tuesday"), thing(Role::title, "Good evening."), thing(Role::text, "Who is learning?"),
                          thing(Role::card, "Awa", "leaf"), thing(Role::card, "Lucas", "boat")});
  CHECK(heard(narrate({}, now, Cause::hands, english())) == "Good evening. Who is learning? 2 things to choose.");
  CHECK(narrate(now, now, Cause::hands, english()).empty());
}

TEST_CASE("the focus says name, role, place, state and value, and the question when it comes to its first answer") {
  auto const now = frame({thing(Role::title, "Quiz"), thing(Role::text, "One answer."), thing(Role::radio, "More", "A", "chosen"),
                          thing(Role::radio, "Less", "B"), thing(Role::button, "Check")});
  CHECK(heard(narrate(now, focused(now, 2), Cause::hands, english())) == "One answer. A: More, choice, 1 of 2, chosen");
  CHECK(heard(narrate(focused(now, 2), focused(now, 3), Cause::hands, english())) == "B: Less, choice, 2 of 2");
  CHECK(heard(narrate(focused(now, 3), focused(now, 4), Cause::hands, english())) == "Check, button");
}

TEST_CASE("a field says its hint and its error, and a name that stands above it is not said twice") {
  auto const now = frame({thing(Role::text, "Name"), thing(Role::text, "First and last name."),
                          thing(Role::field, "Name", "", "The name is needed."), thing(Role::text, "The name is needed."),
                          thing(Role::text, "Phone"), thing(Role::field, "Phone", "0612")});
  CHECK(heard(narrate(now, focused(now, 2), Cause::hands, english())) ==
        "Name, text field, The name is needed. empty. First and last name.");
  CHECK(heard(narrate(now, focused(now, 5), Cause::hands, english())) == "Phone, text field, contains, 0612");
  CHECK(read_page(now, english()).size() == 3);
}

TEST_CASE("what is typed is said: a character by its name, a word when it ends, what was deleted") {
  auto const with = [](std::string value) { return focused(frame({thing(Role::title, "Form"), [&] {
    auto field = thing(Role::field, "Name", std::move(value));
    field.id = 7;
    return field;
  }()}), 1); };
  auto const type = [&](char const* before, char const* after) {
    return heard(narrate(with(before), with(after), Cause::hands, english()));
  };
  CHECK(type("", "A") == "capital A");
  CHECK(type("Aw", "Awa") == "a");
  CHECK(type("Awa", "Awa ") == "Awa");
  CHECK(type("a", "a@") == "at sign");
  CHECK(type("Awa", "Aw") == "deleted, a");
  CHECK(type("é", "éé") == "é");
  CHECK(type("", "pasted text") == "pasted text");
}

TEST_CASE("a secret is never in what is said, neither typed nor whole") {
  auto const with = [](int count) {
    std::string dots;
    for (int i = 0; i < count; ++i) dots += "•";
    auto field = thing(Role::field, "PIN", dots);
    field.id = 9;
    return focused(frame({thing(Role::title, "Form"), field}), 1);
  };
  CHECK(heard(narrate(with(2), with(3), Cause::hands, english())) == "hidden character");
  CHECK(heard(narrate(with(1), with(0), Cause::hands, english())) == "hidden character deleted");
  CHECK(heard(describe(with(3), with(3).trace[1], english())) == "PIN, text field, 3 hidden characters");
}

TEST_CASE("what is about the learner is for their ears alone, what the screen calls it for everybody's") {
  auto field = thing(Role::field, "What happened?", "My project was refused.");
  auto text = thing(Role::row, "How a project was handled", "Received");
  auto toggle = thing(Role::toggle, "Newsletters", "Privacy policy, version 1", "off");
  field.personal = text.personal = toggle.personal = kit::Personal::all;
  auto const now = frame({thing(Role::title, "Formal complaint"), field, text, toggle});
  CHECK(heard(describe(now, now.trace[1], english())) == "What happened? text field / [mine] contains, My project was refused.");
  CHECK(heard(describe(now, now.trace[2], english())) == "[mine] How a project was handled, Received");
  CHECK(heard(describe(now, now.trace[3], english())) == "Newsletters, switch / [mine] off, Privacy policy, version 1");
  text.personal = kit::Personal::held;
  CHECK(heard(describe(now, text, english())) == "How a project was handled / [mine] Received");
  auto typed = now, before = now;
  typed.focus = before.focus = field.id;
  typed.trace[1].value += "x";
  CHECK(heard(narrate(before, typed, Cause::hands, english())) == "[mine] x");
}

TEST_CASE("a switch says its new state, and an error or a note that appears is said") {
  auto before = frame({thing(Role::title, "Privacy"), thing(Role::text, "You decide."), thing(Role::toggle, "Surveys", "", "on")});
  before.focus = before.trace[2].id;
  auto now = before;
  now.trace[2].state = "off";
  now.trace.push_back(thing(Role::tag, "waiting to be sent"));
  CHECK(heard(narrate(before, now, Cause::hands, english())) == "off. waiting to be sent");
  auto later = now;
  later.trace.push_back(thing(Role::note, "The platform will know at the next connection."));
  later.trace.push_back(thing(Role::text, "18:21"));
  CHECK(heard(narrate(now, later, Cause::facts, english())) == "The platform will know at the next connection.");
}

TEST_CASE("the result of an answer is said when it appears") {
  auto const before = frame({thing(Role::title, "Question 1 of 2"), thing(Role::title, "What is printed?"),
                             thing(Role::text, "One answer."),
                             thing(Role::radio, "The smallest", "A", "chosen"), thing(Role::button, "Check")});
  auto now = before;
  now.trace.insert(now.trace.begin() + 2, {thing(Role::text, "Yes, that is right."), thing(Role::text, "The smallest comes first.")});
  CHECK(heard(narrate(before, now, Cause::hands, english())) == "Yes, that is right. The smallest comes first.");
}

TEST_CASE("a sheet that opens is said, and so is where one is when it closes") {
  auto const page = frame({thing(Role::title, "The Unix shell"), thing(Role::button, "Remove")});
  auto sheet = page;
  for (auto entry : {thing(Role::question, "Remove it?"), thing(Role::text, "It can be fetched again."), thing(Role::button, "Keep it")}) {
    entry.layer = 1;
    sheet.trace.push_back(entry);
  }
  CHECK(heard(narrate(page, sheet, Cause::hands, english())) == "Remove it? It can be fetched again. 1 thing to choose.");
  CHECK(heard(narrate(sheet, page, Cause::hands, english())) == "The Unix shell");
}

TEST_CASE("what a course says is said in the language of the course") {
  auto answer = thing(Role::radio, "Le plus petit", "A");
  answer.lesson = true;
  auto now = frame({thing(Role::title, "Question 1 of 2"), answer});
  now.lesson_language = "fr";
  auto const said = describe(now, now.trace[1], english());
  REQUIRE(said.size() == 2);
  CHECK(said[0] == Saying{"A: Le plus petit", "fr"});
  CHECK(said[1] == Saying{"choice", "en"});
}

TEST_CASE("references, times, short dates and sizes are said as words") {
  CHECK(spoken("RC-2026-004817", "en") == "R C, 2026, 0 0 4 8 1 7");
  CHECK(spoken("Student ID 4821093.", "en") == "Student ID 4 8 2 1 0 9 3.");
  CHECK(spoken("Wed\u00a018\u00a0Nov, 16:05", "en") == "Wednesday 18 November, 16:05");
  CHECK(spoken("mer.\u00a018\u00a0nov., 16\u00a0h\u00a005", "fr") == "mercredi 18 novembre, 16 heures 05");
  CHECK(spoken("3.4\u00a0MB", "en") == "3.4 megabytes");
  CHECK(spoken("3,4\u00a0Mo", "fr") == "3,4 mégaoctets");
  CHECK(spoken("12\u202f345", "fr") == "12345");
  CHECK(spoken("A · B", "en") == "A, B");
  CHECK(spoken("May I sit in the sun?", "en") == "May I sit in the sun?");
  CHECK(spoken(spoken("RC-2026-004817, Wed 18 Nov", "en"), "en") == spoken("RC-2026-004817, Wed 18 Nov", "en"));
}

TEST_CASE("program text is said sign by sign") {
  CHECK(spoken_code("wc -l *.pdb | sort", english()) == "wc hyphen l star dot pdb pipe sort");
  CHECK(spoken_code("ls\ncd ~", words_of("fr")) == "ls. cd tilde");
}

TEST_CASE("sentences end where a reader would stop, and nowhere else") {
  CHECK(cut("One. Two! Three? Four") == "<One.><Two!><Three?><Four>");
  CHECK(cut("It is 3.4 MB in data.csv, see example.org. Then go on.") == "<It is 3.4 MB in data.csv, see example.org.><Then go on.>");
  CHECK(cut("Use e.g. Bash. Ask Dr. Diop, J. Doe or Mme. Kone.") == "<Use e.g. Bash.><Ask Dr. Diop, J. Doe or Mme. Kone.>");
  CHECK(cut("He said no. See no. 5 and fig. 2 here.") == "<He said no.><See no. 5 and fig. 2 here.>");
  CHECK(cut("Wait… and go on. “Stop.” She stopped.") == "<Wait… and go on.><“Stop.”><She stopped.>");
  CHECK(cut("Vraiment\u00a0? «\u00a0Oui.\u00a0» Elle rit.") == "<Vraiment\u00a0?><«\u00a0Oui.\u00a0»><Elle rit.>");
  CHECK(cut("First line\nsecond line.  ") == "<First line><second line.>");
  CHECK(cut("Etc. Then more, i.e. Less.") == "<Etc.><Then more, i.e. Less.>");
  CHECK(cut("").empty());
  CHECK(cut(" . ") == "<.>");
}
