#include "sync/trust/action_dictionary.h"

namespace carrel::sync {

// The likeliest text stands last: zstd reaches it with the shortest offsets.
std::string_view action_dictionary() {
  return R"(https://w3id.org/xapi/adl/verbs/ http://adlnet.gov/expapi/verbs/completed experienced answered passed failed )"
         R"("adjustment_request","body":{"need":"","when":"","document":"" "contact_question","body":{"team":"student_success",)"
         R"("subject":"","text":"" "progress","schema":1,"body":{"course":"","edition":"sha256:","chapter":"","done":true,)"
         R"("at":"","seconds": "quiz_attempt","schema":1,"body":{"course":"","edition":"sha256:","quiz":"","score":,"max":,)"
         R"("answers":[{"question":"","chosen":[0]},{"question":"","chosen":[1,2]}],"passed":true,"passed":false )"
         R"("consent_change","schema":1,"body":{"purpose":"comm_newsletter","comm_events_news","surveys","cookies_functional",)"
         R"("cookies_advertising","auto_application","us_opt_out_sale_sharing","us_limit_sensitive","image_voice",)"
         R"("state":"given","state":"withdrawn","version":"2025-09-25","notice":"sha256:","language":"en","language":"fr" )"
         R"("information_reply","body":{"complaint":"","request":"","text":" "complaint_withdrawal","body":{"complaint":"" )"
         R"("appeal","body":{"complaint":"","grounds":["procedure_not_followed","new_evidence","unreasonable_outcome"],"text":" )"
         R"(Bonjour, je vous contacte parce que le mentor de la formation n'a pas répondu depuis plusieurs semaines et je n'ai )"
         R"(toujours pas reçu de réponse. Je souhaite obtenir un remboursement, une prolongation de mon abonnement, des excuses )"
         R"(et une nouvelle évaluation de mon projet. J'ai été prélevé deux fois pour l'abonnement Premium. Le parcours, le )"
         R"(cours, la séance, la soutenance, le jury, le certificat, l'attestation. J'ai déjà écrit au support le )"
         R"(I am writing because the mentor of my course has not answered for several weeks and I have not received a reply. )"
         R"(I would like a refund of my Premium subscription, an extension, an apology and a new assessment of my project. I was )"
         R"(charged twice. The session was cancelled without notice. The certificate was not issued. I contacted Student Success )"
         R"(on and they said that the issue would be resolved within )"
         R"(,"appeal_of":null,"representative":null,"representative":{"name":"","contact":"","relationship":"","authorisation":)"
         R"(true},"evidence":"","why_not_resolved_informally":"","legal_grounds":"","send_anyway":false,"still_a_learner":true,)"
         R"("complainant_type":"learner","complainant_type":"alumni","complainant_type":"mentor","complainant_type":"other",)"
         R"("kind":"complaint","schema":1,"body":{"complainant_name":"","complainant_email":"@example.org","complainant_phone":"+33 )"
         R"(","student_id":"","nature":"service_quality","nature":"billing","nature":"mentoring","nature":"assessment",)"
         R"("nature":"other","details":"","already_spoken_to":{"spoken":true,"whom":"Student Success"},"already_spoken_to":false,)"
         R"("desired_outcome":"","body":{"v":1,"id":"0123456789abcdef","kind":"consent_change","schema":1,"device":")"
         R"(","learner":"","seq":1,"filed_at":"2026-11-22T18:24:00Z","proven_at":"2026-11-22T18:24:00Z","awake_s":0,"body":{")";
}

}  // namespace carrel::sync
