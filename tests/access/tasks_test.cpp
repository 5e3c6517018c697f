// The written list of tasks, each done from beginning to end over the real window and the real desk, by the keyboard alone, by one
// switch alone, and by what the voice says alone: sign in, read a chapter to its end, take a quiz, file a complaint with an attachment,
// withdraw a consent, find an invoice, change the language.
#include "tests/access/listener.h"
#include "tests/access/seat.h"
#include "tests/access/switcher.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono_literals;
using platform::WindowKey;

namespace {

/// Somebody who works the window in one way only.
class Hand {
 public:
  virtual ~Hand() = default;
  virtual Seat& seat() = 0;
  virtual void choose(std::string const& label) = 0;
  virtual void write(std::string const& field, std::string_view text) = 0;
  /// Something of that name can be chosen here.
  virtual bool offers(std::string const& label) { return seat().find(label) != nullptr; }
  virtual void read_to_the_end();
  std::string word(std::string_view key) { return seat().word(key); }
  void choose_word(std::string_view key) { choose(word(key)); }
  void signs_in() { choose("Awa"); }
};

/// Tab, Enter and letters.
class ByKeyboard final : public Hand {
 public:
  Seat& seat() override { return seat_; }
  void choose(std::string const& label) override {
    come_to(label);
    seat_.key(WindowKey::enter);
  }
  void write(std::string const& field, std::string_view text) override {
    come_to(field);
    seat_.key(WindowKey::select_all);
    seat_.type(text);
  }

 private:
  void come_to(std::string const& label) {
    for (int i = 0; i < 150; ++i) {
      if (auto const* at = seat_.focused(); at && at->label == label) return;
      seat_.key(WindowKey::tab);
    }
    FAIL("Tab never comes to “" << label << "” on\n" << seat_.kit().trace_text());
  }
  Seat seat_;
};

/// Space, and patience.
class BySwitch final : public Hand, public OneSwitch<BySwitch> {
 public:
  BySwitch() {
    auto settings = seat_.day.state.settings;
    settings.scan = "one";
    settings.scan_ms = 1000;
    seat_.day.does(ChangeSettings{settings});
    seat_.settle();
  }
  Seat& seat() override { return seat_; }
  void choose(std::string const& label) override { 
    REQUIRE_MESSAGE(take_thing(label), "“" << label << "” cannot be taken on\n" << kit().trace_text());
  }
  void write(std::string const& field, std::string_view text) override {
    choose(field);
    REQUIRE(kit().keyboard_shown());
    for (char const c : text) choose(c == ' ' ? word("kit.key_space") : std::string(1, c));
    choose_word("kit.key_hide");
  }

  // ---- for OneSwitch ----
  kit::Kit& kit() { return seat_.kit(); }
  kit::TraceEntry const* find(std::string const& label) { return seat_.find(label); }
  float height() { return seat_.height(); }
  void press() {
    seat_.pass(300ms);
    seat_.key(WindowKey::space);
  }
  void wait() {
    auto const nap = seat_.nap();
    REQUIRE(nap);
    seat_.pass(*nap);
  }

 private:
  Seat seat_;
};

/// Tab, Enter and letters, and no eyes.
class ByEar final : public Hand {
 public:
  Seat& seat() override { return listener_.seat(); }
  void choose(std::string const& label) override {
    REQUIRE_MESSAGE(listener_.come_to(label), "the voice never says “" << label << "”; last: " << listener_.heard());
    listener_.press(WindowKey::enter);
  }
  void write(std::string const& field, std::string_view text) override {
    REQUIRE_MESSAGE(listener_.come_to(field), "the voice never says “" << field << "”; last: " << listener_.heard());
    listener_.press(WindowKey::select_all);
    listener_.type(text);
    CHECK(listener_.heard().find(spoken(text, "en")) != std::string::npos);  // What was typed is said.
  }
  bool offers(std::string const& label) override { return listener_.offers(label); }
  void read_to_the_end() override {
    listener_.press(WindowKey::voice_read);
    CHECK(listener_.heard().size() > 1000);
  }

 private:
  Listener listener_;
};

/// A touch panel without any key, and no eyes.
class ByTouch final : public Hand {
 public:
  ByTouch() { seat().kit().set_screen_keyboard(true); }
  Seat& seat() override { return listener.seat(); }
  void choose(std::string const& label) override {
    REQUIRE_MESSAGE(listener.stroke_to(label), "the voice never says “" << label << "”; last: " << listener.heard());
    listener.tap_twice();
  }
  void write(std::string const& field, std::string_view text) override {
    choose(field);
    REQUIRE(seat().kit().keyboard_shown());
    for (char const c : text) lift_from_key(std::string(1, c));
  }
  Listener listener{platform::Headset::in, Listener::By::finger};

 private:
  // Slides over the keys from the top left until the voice names that one, and lifts the finger there.
  void lift_from_key(std::string const& letter) {
    std::vector<kit::Point> way;
    for (auto const& one : seat().kit().trace()) {
      if (one.role != kit::Role::key) continue;
      way.push_back(one.bounds.centre());
      if (one.label == letter) break;
    }
    REQUIRE_FALSE(way.empty());
    listener.slide(way);
  }
};

/// Page after page, by the one button that leads on.
void Hand::read_to_the_end() {
  auto const next = word("reader.next_page");
  for (int page = 0; page < 60 && offers(next); ++page) choose(next);
}

void with_each(auto const& task) {
  SUBCASE("by the keyboard alone") {
    ByKeyboard hand;
    task(static_cast<Hand&>(hand));
  }
  SUBCASE("by one switch alone") {
    BySwitch hand;
    task(static_cast<Hand&>(hand));
  }
  SUBCASE("by what the voice says alone") {
    ByEar hand;
    task(static_cast<Hand&>(hand));
  }
}

CourseRow const& course(Hand& hand) {
  auto const& rows = hand.seat().session().courses;
  REQUIRE(!rows.empty());
  return rows.front();
}

void opens_the_course(Hand& hand) {
  hand.signs_in();
  hand.choose_word("kit.library");
  hand.choose(course(hand).title);
  auto const& contents = course(hand).contents;
  auto const with_quiz = std::find_if(contents.begin(), contents.end(), [](auto const& chapter) { return !chapter.quiz.empty(); });
  REQUIRE(with_quiz != contents.end());
  auto const number = std::to_string(with_quiz - contents.begin() + 1);
  hand.choose(number + ". " + with_quiz->title);
  REQUIRE(hand.seat().session().reading);
}

/// What is asked, and the right answers to it.
void answers_all(Hand& hand) {
  auto const quiz = hand.seat().session().quiz->quiz;
  for (std::size_t i = 0; i < quiz->questions.size(); ++i) {
    for (auto const& choice : quiz->questions[i].choices)
      if (choice.correct) hand.choose(plain_text(choice.text));
    hand.choose_word("quiz.check");
    hand.choose_word(i + 1 < quiz->questions.size() ? "quiz.next" : "quiz.to_result");
  }
}

}  // namespace

TEST_CASE("signing in, and leaving") {
  with_each([](Hand& hand) {
    hand.signs_in();
    REQUIRE(hand.seat().state().session);
    CHECK(hand.seat().session().learner.first_name == "Awa");
    CHECK(hand.seat().front().nav().route == Route::home);
    hand.choose_word("kit.leave");
    CHECK_FALSE(hand.seat().state().session);
  });
}

TEST_CASE("reading a chapter to its end, and its quiz") {
  with_each([](Hand& hand) {
    opens_the_course(hand);
    hand.read_to_the_end();
    CHECK(course(hand).chapters_read == 1);
    hand.choose_word("reader.to_quiz");
    REQUIRE(hand.seat().session().quiz);
    answers_all(hand);
    REQUIRE(hand.seat().session().quiz->result);
    CHECK(hand.seat().session().quiz->result->right_count == std::ssize(hand.seat().session().quiz->result->right));
    CHECK(hand.seat().session().quiz->kept);
  });
}

TEST_CASE("filing a complaint with an attachment") {
  with_each([](Hand& hand) {
    std::filesystem::create_directory(hand.seat().day.sticks.path / "STICK");
    walk::write_text(hand.seat().day.sticks.path / "STICK" / "photo.jpg", "\xff\xd8\xff and what was seen");
    hand.signs_in();
    hand.choose_word("kit.requests");
    hand.choose_word("complaint.new");
    hand.choose_word("complaint.route.complaint");
    hand.choose_word("complaint.filer.learner");
    hand.write(hand.word("complaint.field.complainant_phone"), "0123456789");
    hand.choose_word("complaint.form.next");
    hand.choose_word("complaint.nature.project_review");
    hand.choose_word("complaint.form.next");
    hand.write(hand.word("complaint.field.details"), "no light");
    hand.choose_word("complaint.no");
    hand.choose_word("complaint.form.next");
    hand.write(hand.word("complaint.field.desired_outcome"), "light");
    hand.choose_word("complaint.files.add");
    CHECK(hand.seat().front().nav().route == Route::files);
    hand.choose("photo.jpg");
    hand.seat().day.pass(1s);
    hand.seat().settle();
    CHECK(hand.seat().front().nav().route == Route::complaint);
    hand.choose_word("complaint.files.remove");
    hand.choose_word("complaint.files.undo");
    hand.choose_word("complaint.form.next");
    hand.choose_word("app.complaint.save_and_send");
    REQUIRE(hand.seat().session().complaints.all.size() == 1);
    CHECK(hand.seat().session().complaints.all.front().form.details == "no light");
    CHECK(hand.seat().session().complaints.all.front().form.desired_outcome == "light");
    REQUIRE(hand.seat().session().complaints.all.front().files.size() == 1);
    CHECK(hand.seat().session().complaints.all.front().files.front().file.name == "photo.jpg");
    hand.choose_word("app.complaint.follow");
    CHECK(hand.seat().front().nav().route == Route::timeline);
  });
}

TEST_CASE("giving a consent and withdrawing it") {
  with_each([](Hand& hand) {
    hand.signs_in();
    hand.choose_word("kit.account");
    hand.choose_word("consent.title");
    auto const& rows = hand.seat().session().consent.rows;
    auto const row = std::find_if(rows.begin(), rows.end(), [](auto const& r) { return !r.read_only && !r.hidden && !r.now.on; });
    REQUIRE(row != rows.end());
    auto const purpose = row->purpose;
    auto const is_on = [&] {
      for (auto const& one : hand.seat().session().consent.rows)
        if (one.purpose == purpose) return one.now.on;
      return false;
    };
    auto const label = hand.word(row->title_key);
    hand.choose(label);
    CHECK(is_on());
    hand.choose(label);
    CHECK_FALSE(is_on());
    CHECK(hand.seat().session().outbox.rows.size() >= 1);
  });
}

TEST_CASE("changing the language, before anybody has signed in") {
  with_each([](Hand& hand) {
    auto const display = hand.word("kit.display");
    hand.choose(display);
    hand.choose("Français");
    CHECK(hand.seat().state().settings.language == "fr");
    CHECK(hand.word("kit.display") == "Affichage");
    hand.choose("English");
    CHECK(hand.seat().state().settings.language == "en");
    hand.choose_word("kit.close");
    CHECK_FALSE(hand.seat().front().nav().display_sheet);
  });
}

TEST_CASE("finding an invoice") {
  with_each([](Hand& hand) {
    hand.signs_in();
    hand.choose_word("kit.account");
    hand.choose_word("invoice.title");
    CHECK(hand.seat().front().nav().route == Route::invoices);
    auto const& invoices = hand.seat().session().invoices;
    REQUIRE(invoices.size() > 2);
    auto const& wanted = invoices[2];
    hand.choose(hand.seat().kit().word("invoice.number", {{"number", wanted.number}}));
    CHECK(hand.seat().front().nav().invoice == wanted.key);
    hand.choose_word("kit.close");
    CHECK(hand.seat().front().nav().invoice.empty());
  });
}

TEST_CASE("turning the switch control on by the keyboard, and off again by the switch") {
  BySwitch hand;
  CHECK(hand.kit().scan().on());
  hand.choose_word("kit.display");
  hand.choose_word("app.controls.scan.off");
  CHECK_FALSE(hand.kit().scan().on());
  CHECK(hand.seat().day.state.settings.scan == "off");
}

// ---- coming back ----

TEST_CASE("who comes back to a page finds the keyboard and the place where they were left, and the next person finds neither") {
  ByKeyboard hand;
  auto& seat = hand.seat();
  hand.signs_in();
  hand.choose_word("kit.account");
  hand.choose_word("consent.title");
  seat.key(WindowKey::page_down);
  float const offset = seat.kit().place_of("privacy").offset;
  CHECK(offset > 0);
  seat.key(WindowKey::escape);
  REQUIRE(seat.focused());
  CHECK(seat.focused()->label == hand.word("consent.title"));  // The entry that led there.
  seat.key(WindowKey::enter);
  CHECK(seat.kit().place_of("privacy").offset == offset);
  seat.key(WindowKey::escape);
  hand.choose_word("kit.leave");
  CHECK_FALSE(seat.focused());
  hand.choose("Lucas");
  hand.choose_word("kit.account");
  hand.choose_word("consent.title");
  CHECK(seat.kit().place_of("privacy").offset < offset);
}

TEST_CASE("switch control that rests wakes nobody, and neither does a window at rest") {
  BySwitch hand;
  hand.signs_in();
  int steps = 0;
  for (; hand.seat().nap() && steps < 200; ++steps) hand.seat().pass(*hand.seat().nap());
  CHECK(steps < 100);
  CHECK(hand.kit().scan().rests());
  auto const before = hand.seat().front().gate().counts();
  hand.seat().pass(24h);
  CHECK(hand.seat().front().gate().counts().built == before.built);
}

// ---- undo ----

TEST_CASE("a course that was removed is there again with all its pages, and gone for good once the person went on") {
  ByKeyboard hand;
  auto& seat = hand.seat();
  hand.signs_in();
  hand.choose_word("kit.library");
  hand.choose(course(hand).title);
  auto const undo = hand.word("app.undo");
  hand.choose_word("course.remove");
  CHECK_FALSE(course(hand).installed);
  REQUIRE(seat.find(undo));
  seat.pass(24h);
  REQUIRE(seat.find(undo));  // No time limit.
  auto const requests = seat.day.requests;
  hand.choose(undo);
  CHECK(course(hand).installed);
  CHECK_FALSE(seat.find(undo));
  CHECK(seat.day.requests == requests);  // Nothing was fetched for it.
  hand.choose_word("course.begin");
  REQUIRE(seat.session().reading);
  seat.key(WindowKey::escape);
  hand.choose_word("course.remove");
  seat.key(WindowKey::escape);  // To another page.
  CHECK_FALSE(seat.find(undo));
  seat.day.does(UndoLast{});
  seat.settle();
  CHECK_FALSE(course(hand).installed);
}

TEST_CASE("a draft that was deleted is there again as it was, and not after Leave") {
  ByKeyboard hand;
  auto& seat = hand.seat();
  hand.signs_in();
  hand.choose_word("kit.requests");
  auto const keep = [&] {
    auto form = walk::complete_form("The light is broken.");
    seat.day.does(KeepComplaintDraft{form, false});
    seat.settle();
  };
  keep();
  REQUIRE(seat.session().complaints.draft);
  hand.choose_word("complaint.draft.discard");
  CHECK_FALSE(seat.session().complaints.draft);
  hand.choose_word("app.undo");
  REQUIRE(seat.session().complaints.draft);
  CHECK(seat.session().complaints.draft->details == "The light is broken.");
  hand.choose_word("complaint.draft.discard");
  hand.choose_word("kit.leave");
  hand.signs_in();
  seat.day.does(UndoLast{});
  seat.settle();
  CHECK_FALSE(seat.session().complaints.draft);
}

// ---- by ear ----

TEST_CASE("a blind person with nothing but a touch panel signs in and opens a chapter") {
  ByTouch hand;
  CHECK(hand.seat().state().voice.on);
  opens_the_course(hand);
  auto const title = hand.seat().session().reading->chapter->title;
  auto const& trace = hand.seat().kit().trace();
  auto const text = std::find_if(trace.begin(), trace.end(), [](auto const& e) { return e.lesson && e.id == 0 && e.seen.h > 20; });
  REQUIRE(text != trace.end());
  auto const at = text->seen.centre();
  hand.listener.slide({at});
  CHECK_FALSE(hand.listener.heard().empty());  // What cannot be chosen is said where it is touched.
}

TEST_CASE("who sees nothing writes on the keyboard of the screen: the key under the finger is said, and typed when it is lifted") {
  ByTouch hand;
  hand.signs_in();
  for (auto const* key : {"kit.requests", "complaint.new", "complaint.route.complaint", "complaint.filer.learner"}) hand.choose_word(key);
  hand.write(hand.word("complaint.field.complainant_phone"), "012");
  CHECK(hand.seat().front().drafts().complaint.form.phone.ends_with("012"));
}

TEST_CASE("without headphones nothing of a complaint is said, and the form can still be found and left") {
  Listener listener(platform::Headset::out);
  auto const choose = [&](std::string const& label) {
    REQUIRE_MESSAGE(listener.come_to(label), "the voice never says “" << label << "”; last: " << listener.heard());
    listener.press(WindowKey::enter);
  };
  auto& seat = listener.seat();
  choose("Awa");
  for (auto const* key : {"kit.requests", "complaint.new", "complaint.route.complaint", "complaint.filer.learner"}) choose(seat.word(key));
  REQUIRE(listener.come_to(seat.word("complaint.field.complainant_phone")));
  listener.press(WindowKey::select_all);
  listener.type("0123456789");
  listener.press(WindowKey::voice_read);
  std::string all;
  for (auto const& one : listener.transcript()) {
    CHECK_FALSE(one.is_private);
    all += one.text + "\n";
  }
  CHECK(all.find("0123456789") == all.npos);
  CHECK(all.find("0 1 2 3 4") == all.npos);
  CHECK(all.find("awa@") == all.npos);
  CHECK(all.find(seat.word("voice.personal_hidden")) != all.npos);
}

TEST_CASE("a chapter is read aloud sentence by sentence, the page turns along, and it goes on where it stopped") {
  Listener listener;
  auto& seat = listener.seat();
  auto const choose = [&](std::string const& label) {
    REQUIRE(listener.come_to(label));
    listener.press(WindowKey::enter);
  };
  choose("Awa");
  choose(seat.word("kit.library"));
  auto const& course = seat.session().courses.front();
  choose(course.title);
  choose("1. " + course.contents.front().title);
  REQUIRE(seat.session().reading);
  listener.press(WindowKey::voice_read);
  CHECK(listener.heard().find(seat.session().reading->chapter->title) != std::string::npos);
  CHECK(seat.front().drafts().reader.aloud.text.sayings.size() > 10);
  CHECK(seat.kit().place_of("reader " + course.id + "/" + course.contents.front().id).offset > 0);
  CHECK_FALSE(seat.state().voice.reading);
}
