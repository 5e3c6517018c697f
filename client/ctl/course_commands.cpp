// courses, verify: what is offered and here, and whether it is whole.
#include <sstream>

#include "client/app/office_inner.h"
#include "client/ctl/command.h"
#include "platform/clock/clock.h"

namespace carrel::client {

using sync::Error;
using sync::Fault;
using sync::Json;

namespace {

char const* word_for(CourseStanding standing) {
  switch (standing) {
    case CourseStanding::offered: return "offered";
    case CourseStanding::fetching: return "fetching";
    case CourseStanding::here: return "here";
    case CourseStanding::update: return "update";
    case CourseStanding::updating: return "updating";
    case CourseStanding::damaged: return "damaged";
  }
  return "";
}

std::string percent(CourseRow const& row) {
  if (row.bytes == 0 || row.bytes_missing == 0) return "";
  return " " + std::to_string((row.bytes - row.bytes_missing) * 100 / row.bytes) + " %";
}

// Rows without a learner: an operator sees no progress.
sync::Result<std::vector<CourseRow>> rows_of(Office::Inner& desk) {
  sync::PlatformKeys const nobody{};
  Desk at{desk.db, desk.entropy, desk.policies, desk.platform ? *desk.platform : nobody, {}, nullptr, platform::read_clocks(), {}};
  return course_rows(at, *desk.parcels, desk.faces);
}

sync::Done want(Office::Inner& desk, std::string const& course) {
  TRY(rows, rows_of(desk));
  bool found = false;
  for (auto const& row : rows) {
    if (course != "all" && row.id != course) continue;
    found = true;
    CHECKED(desk.parcels->want(row.id));
  }
  if (found || course == "all") return {};  // "all" means what is offered now.
  std::string offered;
  for (auto const& row : rows) offered += (offered.empty() ? "" : ", ") + row.id;
  return Error{Fault::invalid, "there is no course " + course + "; " +
                                   (offered.empty() ? "nothing is offered yet: carrelctl sync" : "offered are " + offered)};
}

}  // namespace

int courses_command(Call call) {
  auto const fetch = call.take_option("--fetch");
  auto const remove = call.take_option("--remove");
  if (!call.words.empty()) return refuse_usage("courses takes no " + call.words.front());
  auto opened = open_desk(call);
  if (!opened) return refuse(call, opened.error());
  auto& desk = opened->office->inner();
  if (!fetch.empty())
    if (auto done = want(desk, fetch); !done) return refuse(call, done.error());
  if (!remove.empty())
    if (auto done = desk.parcels->remove(remove); !done) return refuse(call, done.error());
  auto const rows = rows_of(desk);
  if (!rows) return refuse(call, rows.error());
  sync::JsonArray list;
  std::ostringstream text;
  for (auto const& row : *rows) {
    list.push_back(Json::object({{"course", row.id},
                                 {"title", row.title},
                                 {"language", row.language},
                                 {"standing", word_for(row.standing)},
                                 {"bytes", static_cast<std::int64_t>(row.bytes)},
                                 {"bytes_missing", static_cast<std::int64_t>(row.bytes_missing)},
                                 {"chapters", row.chapters},
                                 {"licence", row.licence},
                                 {"stopped_at", row.stopped_at}}));
    text << row.id << ": " << row.title << " (" << row.language << "), " << word_for(row.standing) << percent(row) << '\n';
    if (!row.stopped_at.empty())
      text << "  stopped: " << row.stopped_at << " came damaged every time; try again: carrelctl courses --fetch " << row.id << '\n';
  }
  if (rows->empty()) text << "Nothing is offered yet: carrelctl sync\n";
  answer(call, Json::object({{"courses", std::move(list)}}), text.str());
  return 0;
}

int verify_command(Call call) {
  if (!call.words.empty()) return refuse_usage("verify takes no " + call.words.front());
  auto opened = open_desk(call);  // Opening checks the database.
  if (!opened) return refuse(call, opened.error());
  auto& desk = opened->office->inner();
  auto const states = desk.parcels->courses();
  if (!states) return refuse(call, states.error());
  sync::JsonArray damaged;
  std::int64_t files = 0;
  std::ostringstream text;
  for (auto const& state : *states) {
    if (!state.active) continue;
    auto const verdicts = desk.parcels->verify(*state.active);
    if (!verdicts) return refuse(call, verdicts.error());
    for (auto const& verdict : *verdicts) {
      ++files;
      if (verdict.sound) continue;
      damaged.push_back(Json::object({{"course", state.course}, {"file", verdict.title}}));
      text << state.course << ": " << verdict.title << " is damaged and will be fetched again\n";
    }
  }
  bool const whole = damaged.empty();
  text << files << " files checked" << (whole ? ", all whole\n" : "\n");
  answer(call, Json::object({{"files", files}, {"damaged", std::move(damaged)}}), text.str());
  return whole ? 0 : static_cast<int>(Exit::damaged);
}

}  // namespace carrel::client
