#include <filesystem>
#include <fstream>
#include <random>

#include "client/policies/explain.h"
#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono;

namespace {

// A copy of the shipped records that a test may spoil.
struct Folder {
  std::filesystem::path path;
  Folder() : path(std::filesystem::temp_directory_path() / ("carrel-policies-" + std::to_string(std::random_device{}()))) {
    std::filesystem::remove_all(path);
    std::filesystem::copy(HOUSE_TOP "/assets/policies", path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(char const* file, std::string const& text) const { std::ofstream(path / file, std::ios::binary) << text; }
};

}  // namespace

TEST_CASE("the shipped records hold the lengths of the complaints policy") {
  auto const clocks = shipped_policies().clocks;
  CHECK(clocks.working_days("K1") == 5);
  CHECK(clocks.working_days("K2") == 5);
  CHECK(clocks.working_days("K3") == 28);
  CHECK(clocks.working_days("K5") == 10);
  CHECK(clocks.working_days("K6") == 15);
  CHECK_FALSE(clocks.working_days("cooling_off"));  // Calendar days are no working days.
}

TEST_CASE("a bad record is refused with its reason and the last good one stays") {
  Folder const folder;
  auto const good = load_policies(folder.path, {});
  REQUIRE(good.refused.empty());
  for (auto const* text : {"", "not json", "{}", R"({"record":"contacts","version":"2","languages":["und"],"effective":"2027-01-01"})",
                           R"({"record":"clocks","version":"2","languages":["und"],"effective":"2027-01-01",
                               "clocks":[{"id":"K1","length":0,"unit":"working_days"}]})",
                           R"({"record":"clocks","version":"2","languages":["und"],"effective":"tomorrow","clocks":[]})"}) {
    CAPTURE(text);
    folder.write("clocks.json", text);
    auto const again = load_policies(folder.path, good.policies);
    REQUIRE(again.refused.size() == 1);
    CHECK(again.refused[0].record == "clocks");
    CHECK(again.refused[0].reason.starts_with("policy.record."));
    CHECK(again.policies.clocks.working_days("K3") == 28);
  }
}

TEST_CASE("an older record never replaces a newer one") {
  Folder const folder;
  auto newer = load_policies(folder.path, {}).policies;
  newer.clocks.head.effective = 2030y / 1 / 1;
  newer.clocks.clocks[0].length = 7;
  auto const again = load_policies(folder.path, newer);
  REQUIRE(again.refused.size() == 1);
  CHECK(again.refused[0].reason == "policy.record.older");
  CHECK(again.policies.clocks.working_days("K1") == 7);
}

TEST_CASE("escalation names the channel of the place and no address where none is written (Q07)") {
  auto const policies = shipped_policies();
  auto const contact_of = [&](char const* region) {
    auto const* channel = policies.directing.escalation(region);
    REQUIRE(channel);
    return policies.contacts.find(channel->contact);
  };
  CHECK(contact_of("FR")->web == "https://www.mediationconso-ame.com");
  CHECK(contact_of("GB")->post.find("CV1 2WT") != std::string::npos);
  CHECK(contact_of("US") == nullptr);
  CHECK(contact_of("BR") == nullptr);
  CHECK(policies.directing.escalation("BR")->id == "elsewhere");
}

TEST_CASE("from its review date on a copy of the complaints policy may have been replaced (N15)") {
  auto const policies = shipped_policies();
  auto const* document = policies.documents.find("complaints_policy");
  REQUIRE(document);
  CHECK_FALSE(may_have_been_replaced(*document, 2026y / 2 / 16));
  CHECK(may_have_been_replaced(*document, 2026y / 2 / 17));
}

TEST_CASE("every fault and every refusal has a sentence") {
  for (auto const fault : {sync::Fault::offline, sync::Fault::full, sync::Fault::corrupt, sync::Fault::refused, sync::Fault::stale,
                           sync::Fault::invalid})
    CHECK(explain(fault).starts_with("policy.fault."));
  CHECK(explain_refusal("email_invalid") == "outbox.refused.email_invalid");
  CHECK(explain_refusal("desired_outcome_missing") == "outbox.refused.field_missing");
  CHECK(explain_refusal("details_too_long") == "outbox.refused.too_long");
  CHECK(explain_refusal("damaged_here") == "outbox.refused.damaged_here");
  CHECK(explain_refusal("never_heard_of") == "outbox.refused.general");
  CHECK(explain_refusal("<b>attack</b>") == "outbox.refused.general");
  CHECK_FALSE(refusal_can_be_corrected("learner_unknown"));
}

TEST_CASE("months clamp to the month's end and come back to the anchor (A8, B01, B02)") {
  CHECK(add_months(2026y / 1 / 31, 1) == 2026y / 2 / 28);
  CHECK(add_months(2028y / 1 / 31, 1) == 2028y / 2 / 29);
  CHECK(renewal_date(2026y / 1 / 31, 1, 2) == 2026y / 3 / 31);
  CHECK(renewal_date(2026y / 1 / 31, 1, 3) == 2026y / 4 / 30);
  CHECK(renewal_date(2026y / 1 / 31, 1, 4) == 2026y / 5 / 31);
  CHECK(add_months(2026y / 3 / 31, -1) == 2026y / 2 / 28);
  CHECK(add_days(2026y / 1 / 31, 30) == 2026y / 3 / 2);  // G06
}
