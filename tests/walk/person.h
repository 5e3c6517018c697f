// A person at the window, without the window: the real desk over a data folder and the real courier, driven by intents and read
// through the same AppState as the screens.
#pragma once

#include <functional>

#include "client/app/office.h"
#include "platform/entropy/os_entropy.h"
#include "platform/link/courier_link.h"
#include "tests/support/complaint_form.h"
#include "tests/walk/house.h"

namespace carrel::walk {

using tests::complete_form;

class Person {
 public:
  enum class Line { held, open };
  /// Sits down at the desk of that data folder; `line` says whether the link is held back.
  /// The folders in `sticks` are the sticks that are plugged in; `languages` are those that the window can show, empty: any.
  explicit Person(std::filesystem::path const& data, Line line = Line::open, std::optional<std::filesystem::path> const& sticks = {},
                  std::vector<std::string> languages = {});

  void does(client::Intent const& intent);
  /// Opens the session of the learner with that first name.
  void sits(std::string const& first_name);
  void leaves() { does(client::CloseSession{}); }
  /// Lets desk and link work until `done`; fails the test when that takes longer than `limit`.
  void waits_until(std::function<bool()> const& done, std::chrono::seconds limit = std::chrono::seconds{30});
  /// The link is let go; works until nothing is left to do.
  void goes_online();

  /// Saved; the id under which it goes.
  sync::ActionId files(client::ComplaintDraft const& form);
  client::Complaint const& complaint(sync::ActionId const& id) const;
  client::ConsentRow const& consent(std::string const& purpose) const;
  client::CourseRow const& course(std::string const& id) const;
  std::string trouble() const { return state.trouble ? state.trouble->sentence : ""; }

  client::AppState state;
  client::Office& office() { return *office_; }
  platform::CourierLink& link() { return *link_; }

 private:
  void take(client::Events const& events);

  platform::OsEntropy entropy_;
  std::unique_ptr<platform::CourierLink> link_;
  std::unique_ptr<client::Office> office_;
};

}  // namespace carrel::walk
