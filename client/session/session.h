// Who may sit down here, what the platform said about the one who did, and which feature a piece of news belongs to.
// The first screen knows a first name, an emblem and a language of each learner, and nothing else: the next person learns nothing.
// Unlocking and leaving are session_flow.
#pragma once

#include <string>
#include <string_view>

#include "client/complaints/complaint.h"
#include "client/consent/consent.h"
#include "sync/base/id.h"
#include "sync/base/json.h"
#include "sync/base/time.h"

namespace carrel::client {

/// One card of the first screen.
struct LearnerCard {
  sync::LearnerId id;
  std::string first_name;
  std::string emblem;    ///< "leaf", "boat", "sun", …
  std::string language;  ///< A tag of BCP 47, as the platform states it.
};

/// What the platform said about the account, sealed to the learner. Everything may be missing.
struct Profile {
  std::string name, email, phone, student_id;
  std::string role;            ///< "learner", "alumni", "mentor".
  std::string region, state;   ///< "FR"; "US" with "CA".
  bool student = false;        ///< Follows a path: sees what concerns students.
  sync::WallTime as_of{};      ///< When the platform said so.
  bool operator==(Profile const&) const = default;
};

/// Members of the wrong type are left out; a profile never fails as a whole.
Profile parse_profile(sync::Json const& json);
sync::Json to_json(Profile const& profile);

/// A new form with what the platform already knows of the person, so that nobody types it again. Nothing is answered for them.
ComplaintDraft new_complaint(Profile const& profile);
ConsentViewer consent_viewer(Profile const& profile);

enum class NewsRoute { premium, invoice, complaint, consent, profile, device, unknown };
/// Which feature takes news of that kind. Unknown kinds are kept sealed for a newer program, not dropped.
NewsRoute route_news(std::string_view kind);

}  // namespace carrel::client
