#include "client/kit/gallery.h"

namespace carrel::kit {
namespace {

void attract(Kit& k) {
  k.lamp_panel(either(k, "18:20", "18 h 20"), either(k, "Tuesday 24 November", "Mardi 24 novembre"));
  k.top_bar({.title = either(k, "Good evening.", "Bonsoir."),
             .subtitle = either(k, "Who is learning today?", "Qui apprend aujourd’hui ?"),
             .display = k.wide(),
             .greeting = true,
             .language = either(k, "Français", "English")});
  k.page("attract", [&] {
    Text const names[] = {"Awa K.", "Théo M.", "Mariam D.", "Luis R.", "Inès B.", "Samuel O."};
    k.grid(6, 3, [&](int i) { k.learner_card(names[i], static_cast<Emblem>(i)); });
    k.body(either(k, "Your space opens with your PIN. The next person cannot read it.",
                  "Votre espace s’ouvre avec votre code. La personne suivante ne peut pas le lire."),
           {.colour = Token::ink2, .icon = Icon::lock});
    k.divider();
    k.beside(
        [&] {
          k.body(either(k, "Works without a connection. Last one: yesterday, 21:40", "Fonctionne sans connexion"),
                 {.colour = Token::ink2, .icon = Icon::offline});
        },
        [&] { k.second_button({.label = either(k, "I am new here", "Première visite"), .icon = Icon::newcomer}); });
  });
}

void outbox(Kit& k) {
  k.spine({.current = Stop::requests, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = either(k, "Waiting to be sent", "En attente d’envoi"),
             .subtitle = either(k, "All of it is safe on this device, also if the power goes out.",
                                "Tout est en sûreté sur cet appareil, même si le courant manque.")});
  k.page("outbox", [&] {
    k.two_columns(
        350,
        [&] {
          k.card({.gap = 0}, [&] {
            k.list_row(
                {.icon = Icon::needs_you,
                 .icon_tone = Tone::bad,
                 .title = either(k, "Request for a copy of my data", "Demande d’une copie de mes données"),
                 .second = either(k, "Needs you: the e-mail address has no “@”.", "À corriger : l’adresse e-mail n’a pas de « @ »."),
                 .second_tone = Tone::bad,
                 .action = either(k, "Correct it", "Corriger")});
            k.list_row({.icon = Icon::consent,
                        .icon_tone = Tone::soft,
                        .title = either(k, "Newsletters: consent withdrawn", "Lettres d’information : consentement retiré"),
                        .second = either(k, "Already applied here. Leaves first, at the next connection.",
                                         "Déjà appliqué ici. Part en premier, à la prochaine connexion."),
                        .trailing = k.wide() ? either(k, "leaves 1st", "part 1er") : "",
                        .opens = true});
            k.list_row({.icon = Icon::complaint,
                        .icon_tone = Tone::soft,
                        .title = either(k, "Formal complaint: project not received", "Réclamation : projet non reçu"),
                        .second = either(k, "Waiting for a connection. No deadline has started.",
                                         "En attente de connexion. Aucun délai ne court."),
                        .trailing = k.wide() ? either(k, "leaves 2nd", "part 2e") : "",
                        .opens = true});
            k.list_row(
                {.icon = Icon::quiz,
                 .icon_tone = Tone::soft,
                 .title = either(k, "6 quiz results", "6 résultats de quiz"),
                 .second = either(k, "Leave after the complaint, on any link.", "Partent après la réclamation, sur n’importe quel lien."),
                 .trailing = k.wide() ? either(k, "leaves 3rd", "part 3e") : "",
                 .opens = true});
            k.list_row({.icon = Icon::attach,
                        .icon_tone = Tone::warn,
                        .title = either(k, "Photo of my project, 38 MB", "Photo de mon projet, 38 Mo"),
                        .second = either(k, "Too large for the 2G link. Waits for Wi-Fi, or a USB stick.",
                                         "Trop grande pour le lien 2G. Attend le Wi-Fi, ou une clé USB."),
                        .trailing = k.wide() ? either(k, "leaves 4th", "part 4e") : "",
                        .opens = true,
                        .divider = false});
          });
          k.body(either(k, "Last connection: yesterday, 21:40, for 3 minutes. 12 items were sent.",
                        "Dernière connexion : hier, 21 h 40, pendant 3 minutes. 12 envois sont partis."),
                 {.colour = Token::ink2, .icon = Icon::offline});
        },
        [&] {
          k.card({.main = true}, [&] {
            k.head(either(k, "No connection soon?", "Pas de connexion bientôt ?"));
            k.body(either(k, "Put it all on a USB stick. Any Carrel kiosk with a connection can send it on.",
                          "Mettez tout sur une clé USB. N’importe quelle borne Carrel connectée peut l’envoyer."));
            k.space(Space::l);
            k.button({.label = either(k, "Put on a USB stick", "Mettre sur une clé USB"), .icon = Icon::stick, .fill = true});
            k.space(Space::l);
            k.body(either(k, "Sealed: whoever finds the stick cannot read it. Nothing is sent twice.",
                          "Scellé : qui trouve la clé ne peut pas la lire. Rien ne part deux fois."),
                   {.colour = Token::ink2, .icon = Icon::lock});
          });
        });
  });
}

void timeline(Kit& k) {
  k.spine({.current = Stop::requests, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = either(k, "Your complaint was received", "Votre réclamation est arrivée"),
             .subtitle = either(k, "You have nothing to do now.", "Vous n’avez rien à faire."),
             .back = true});
  k.page("timeline", [&] {
    k.two_columns(
        336,
        [&] {
          k.card({.padding = k.wide() ? 28.0f : 16.0f}, [&] {
            TimelineStep const steps[] = {
                {.state = StepState::done,
                 .title = either(k, "Saved on this device", "Enregistrée sur cet appareil"),
                 .when = either(k, "Wed 18 Nov, 16:05", "mer. 18 nov., 16 h 05")},
                {.state = StepState::done,
                 .title = either(k, "Sent", "Envoyée"),
                 .second = either(k, "over the night connection", "par la connexion de nuit"),
                 .when = either(k, "Thu 19 Nov, 21:40", "jeu. 19 nov., 21 h 40")},
                {.state = StepState::latest,
                 .icon = Icon::received,
                 .title = either(k, "Received by the platform", "Reçue par la plateforme"),
                 .second = either(k, "Deadlines count from this moment. Receipt signed and checked.",
                                  "Les délais courent à partir d’ici. Accusé signé et vérifié."),
                 .when = either(k, "Thu 19 Nov, 21:41", "jeu. 19 nov., 21 h 41")},
                {.state = StepState::to_come,
                 .icon = Icon::requests,
                 .title = either(k, "Acknowledgement due by", "Accusé de réception d’ici le"),
                 .second = either(k, "5 working days", "5 jours ouvrés"),
                 .when = either(k, "Thu 26 November 2026", "jeu. 26 novembre 2026"),
                 .tag = either(k, "estimate", "estimation")},
                {.state = StepState::to_come,
                 .icon = Icon::complaint,
                 .title = either(k, "Final response expected by", "Réponse finale attendue d’ici le"),
                 .second = either(k, "28 working days, holidays of France", "28 jours ouvrés, fériés de France"),
                 .when = either(k, "Wed 30 December 2026", "mer. 30 décembre 2026"),
                 .tag = either(k, "estimate", "estimation"),
                 .last = true}};
            k.timeline(steps);
          });
        },
        [&] {
          k.card({}, [&] {
            k.body(either(k, "Your reference", "Votre référence"), {.colour = Token::ink2});
            k.reference("RC-2026-004817");
            if (!k.wide()) return;
            k.divider();
            k.fact(either(k, "About", "Objet"), either(k, "Project marked as not received", "Projet noté comme non reçu"));
            k.fact(either(k, "Handled by", "Suivi par"), "Student Success");
          });
          k.note({.tone = Tone::soft,
                  .icon = k.wide() ? Icon::waits : Icon::none,
                  .title = either(k, "Last news: 23 November, 21:40.", "Dernières nouvelles : 23 novembre, 21 h 40."),
                  .text = either(k, "The platform may already have answered; it shows here after the next connection.",
                                 "La plateforme a peut-être déjà répondu ; cela se verra ici après la prochaine connexion.")});
          k.second_button({.label = either(k, "Read what I filed", "Relire ma réclamation"), .icon = Icon::book, .fill = true});
          k.text_button({.label = either(k, "Withdraw the complaint", "Retirer la réclamation"), .fill = true});
        },
        206);
  });
}

void library(Kit& k) {
  k.spine({.current = Stop::library, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = either(k, "Library", "Cours"),
             .subtitle = either(k, "14 courses, 7 of them on this device", "14 cours, dont 7 sur cet appareil")});
  k.page("library", [&] {
    k.two_columns(
        300,
        [&] {
          k.flow([&] {
            Text const filters[] = {either(k, "All 14", "Les 14"), either(k, "On this device", "Sur cet appareil"),
                                    either(k, "In French", "En français"), either(k, "Under 4 hours", "Moins de 4 heures")};
            for (int i = 0; i < 4; ++i) k.chip(filters[i], i == 0);
          });
          Text const titles[] = {"The Unix shell",      "HTML and CSS",  "Everyday statistics",
                                 "Solar power at home", "Write clearly", "First bookkeeping"};
          CoverArt const arts[] = {CoverArt::shell, CoverArt::web, CoverArt::chart, CoverArt::solar, CoverArt::letter, CoverArt::ledger};
          k.grid(6, k.metrics().one_column ? 2 : 3, [&](int i) {
            bool const here = i == 0 || i == 1 || i == 4;
            CourseCard c{
                .cover = {.art = arts[i]},
                .title = titles[i],
                .second = either(k, "7 lessons · English", "7 leçons · anglais"),
                .state = here ? either(k, "On this device", "Sur cet appareil") : either(k, "Get it, 210 MB", "L’obtenir, 210 Mo"),
                .state_icon = here ? Icon::check_circle : Icon::fetch,
                .state_good = here};
            if (i == 2) c.done = 0.62, c.state = either(k, "62 %, waits for a link", "62 %, attend un lien"), c.state_icon = Icon::none;
            if (i == 5) c.disabled_because = either(k, "Opens with Premium", "S’ouvre avec Premium");
            k.course_card(c);
          });
        },
        [&] {
          std::string search;
          k.field({.placeholder = either(k, "Search 14 courses", "Chercher dans 14 cours"), .search = true}, search);
          k.card({}, [&] {
            k.head(either(k, "Room on this device", "Place sur cet appareil"));
            Portion const parts[] = {{either(k, "Courses", "Cours"), "9.1 GB", 0.38, Token::accent},
                                     {either(k, "Downloading", "En cours"), "2.2 GB", 0.09, Token::brass},
                                     {either(k, "Free", "Libre"), "12.7 GB", 0.53, Token::sunk}};
            k.portions(parts);
          });
          k.card({}, [&] {
            k.head(either(k, "Downloads", "Téléchargements"));
            k.label("Everyday statistics");
            k.progress(0.62, either(k, "62 %. Waits for a connection; nothing already fetched is lost.",
                                    "62 %. Attend une connexion ; rien de déjà pris n’est perdu."));
            k.flow([&] {
              k.text_button({.label = either(k, "Pause", "Suspendre")}), k.text_button({.label = either(k, "Remove", "Retirer")});
            });
          });
        });
  });
}

void question(Kit& k) {
  k.spine({.current = Stop::library, .waiting = 0, .emblem = Emblem::moon});
  k.top_bar({.title = either(k, "Library", "Cours")});
  k.page("question", [&] { k.card({}, [&] { k.body("…"); }); });
}

bool asked(Kit& k) {
  return k.question(
      {.title = either(k, "Withdraw the complaint?", "Retirer la réclamation ?"),
       .text = either(
           k, "The platform will be told at the next connection, and stops handling it. You can file another one later.",
           "La plateforme le saura à la prochaine connexion et cessera de la traiter. Vous pourrez en déposer une autre plus tard."),
       .yes = either(k, "Withdraw it", "La retirer"),
       .no = either(k, "Keep it", "La garder")}) != Reply::none;
}

constexpr GalleryPage pages[] = {
    {"attract", attract}, {"outbox", outbox}, {"timeline", timeline}, {"library", library}, {"question", question, asked}};

}  // namespace

std::span<GalleryPage const> gallery_stops() { return pages; }

}  // namespace carrel::kit
