// What is so, in the past tense: from the desk to the window. A view is always sent whole, so that absorbing is replacing.
#pragma once

#include <variant>
#include <vector>

#include "client/app/state.h"

namespace carrel::client {

struct SettingsKnown { Settings settings; };
struct PoliciesKnown { Policies policies; };
struct PlatformKnown { PlatformView platform; };
struct LearnersListed { std::vector<LearnerCard> learners; };
struct SessionOpened { LearnerCard learner; };
struct SessionClosed {};
struct PremiumKnown { PremiumCard card; std::optional<Subscription> subscription; };
struct InvoicesListed { std::vector<Invoice> invoices; };
struct CoursesListed { std::vector<CourseRow> rows; std::optional<ContinueView> go_on; };
struct ChapterOpened { ReadingView reading; };
struct QuizOpened { QuizView quiz; };
struct QuizMarked { QuizResult result; };
struct ComplaintsListed { ComplaintsView complaints; };
struct ComplaintFiled { sync::ActionId id; };
struct MediaListed { MediaView media; };
struct FileBeingRead { std::optional<FileReading> reading; };  ///< Nothing: it is over, well or not.
struct ConsentListed { ConsentView consent; };
struct OutboxListed { OutboxView outbox; };
struct LinkChanged { LinkView link; };
struct DeviceKnown { DeviceView device; };
struct TroubleArose { std::string sentence; };
/// The desk could not open: the window shows why and does nothing else.
struct DeskFailed { sync::Fault fault; };

using Event = std::variant<SettingsKnown, PoliciesKnown, PlatformKnown, LearnersListed, SessionOpened, SessionClosed, PremiumKnown,
                           InvoicesListed,
                           CoursesListed, ChapterOpened, QuizOpened, QuizMarked, ComplaintsListed, ComplaintFiled, MediaListed,
                           FileBeingRead, ConsentListed,
                           OutboxListed, LinkChanged, DeviceKnown, TroubleArose, DeskFailed>;
using Events = std::vector<Event>;

/// The only place where AppState changes. (Not `apply`: argument lookup would find std::apply through the variant.)
void absorb(AppState& state, Event const& event);

}  // namespace carrel::client
