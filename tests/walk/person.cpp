#include "tests/walk/person.h"

#include <poll.h>

#include <algorithm>

#include "client/app/office_inner.h"
#include "platform/clock/clock.h"

namespace carrel::walk {

using namespace client;

Person::Person(std::filesystem::path const& data, Line line, std::optional<std::filesystem::path> const& sticks,
               std::vector<std::string> languages) {
  auto link = platform::CourierLink::open(HOUSE_BIN "/carrel-courier");
  REQUIRE(link);
  link_ = std::move(*link);
  auto const now = platform::read_clocks();
  OfficeSetup setup{data, data / "keys", HOUSE_BUILD "/share/carrel", line == Line::held};
  setup.sticks = sticks;
  setup.languages = std::move(languages);
  auto office = Office::open(setup, *link_, entropy_, now);
  REQUIRE_MESSAGE(office, office.error().place);
  office_ = std::move(*office);
  take(office_->begin(now));
}

void Person::take(Events const& events) {
  for (auto const& event : events) absorb(state, event);
}

void Person::does(Intent const& intent) { take(office_->handle(intent, platform::read_clocks())); }

void Person::sits(std::string const& first_name) {
  auto const card = std::find_if(state.learners.begin(), state.learners.end(), [&](auto const& c) { return c.first_name == first_name; });
  REQUIRE(card != state.learners.end());
  does(OpenSession{card->id});
  REQUIRE(state.session);
  CHECK(state.session->learner.first_name == first_name);
}

void Person::waits_until(std::function<bool()> const& done, std::chrono::seconds limit) {
  auto const deadline = platform::read_clocks().awake + limit;
  while (!done()) {
    auto const now = platform::read_clocks();
    REQUIRE_MESSAGE(now.awake < deadline, "what was waited for did not come");
    take(office_->tick(now));
    if (done()) return;
    auto const wake = std::min(deadline, office_->next_wake().value_or(deadline));
    pollfd wait{link_->wait_handle(), POLLIN, 0};
    poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(0, (wake - platform::read_clocks().awake).count())));
  }
}

void Person::goes_online() {
  does(HoldLink{false});
  auto& driver = office_->inner().driver;
  bool asked = false;
  waits_until([&] {
    bool const resting = driver.is_resting();
    asked = asked || (!resting && driver.link() != sync::LinkState::unknown);
    return asked && resting;
  });
}

sync::ActionId Person::files(ComplaintDraft const& form) {
  state.session->just_filed.reset();
  does(FileComplaint{form});
  REQUIRE_MESSAGE(state.session->just_filed, trouble());
  return *state.session->just_filed;
}

Complaint const& Person::complaint(sync::ActionId const& id) const {
  auto const& all = state.session->complaints.all;
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& c) { return c.id == id; });
  REQUIRE(found != all.end());
  return *found;
}

ConsentRow const& Person::consent(std::string const& purpose) const {
  auto const& rows = state.session->consent.rows;
  auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& r) { return r.purpose == purpose; });
  REQUIRE(found != rows.end());
  return *found;
}

CourseRow const& Person::course(std::string const& id) const {
  auto const& rows = state.session->courses;
  auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& r) { return r.id == id; });
  REQUIRE(found != rows.end());
  return *found;
}

}  // namespace carrel::walk
