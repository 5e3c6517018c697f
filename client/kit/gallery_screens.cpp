#include "client/kit/gallery.h"

namespace carrel::kit {
namespace {

void home(Kit& k) {
  k.spine({.current = Stop::home, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = either(k, "Good evening, Awa", "Bonsoir Awa"),
             .subtitle = either(k, "No connection since yesterday, 21:40. Your work is safe on this device.",
                                "Pas de connexion depuis hier, 21 h 40. Votre travail est en sûreté sur cet appareil."),
             .subtitle_icon = Icon::offline, .greeting = k.wide()});
  k.page("home", [&] {
    auto const hero = [&] {
      k.hero_card({.cover = {.art = CoverArt::shell}, .kicker = either(k, "Continue where you stopped", "Reprendre où vous en étiez"),
                   .title = either(k, "Pipes and filters", "Tubes et filtres"),
                   .second = either(k, "The Unix shell · lesson 4 of 7", "Le shell Unix · leçon 4 sur 7"), .done = 0.38,
                   .done_text = either(k, "page 3 of 9", "page 3 sur 9"), .button = either(k, "Continue", "Continuer"),
                   .aside = either(k, "about 12 minutes left", "encore 12 minutes environ")});
    };
    auto const courses = [&] {
      k.beside([&] { k.head(either(k, "My courses", "Mes cours")); },
               [&] {
                 k.text_button(
                     {.label = either(k, "All 7 on this device", "Les 7 sur cet appareil"), .icon = Icon::chevron, .icon_after = true});
               });
      k.row(3, [&](int i) {
        Text const titles[] = {"HTML and CSS", "Everyday statistics", "Write clearly"};
        Text const states[] = {"Certificate issued", "2 quizzes left", "Not started"};
        CoverArt const arts[] = {CoverArt::web, CoverArt::chart, CoverArt::letter};
        k.course_card({.cover = {.art = arts[i]}, .title = titles[i], .second = states[i], .done = i == 0 ? 1 : i == 1 ? 0.64 : 0});
      });
    };
    auto const member = [&] {
      k.membership_card({.plan = "Premium Plus",
                         .second = either(k, "Web developer path", "Parcours développeur web"),
                         .date = either(k, "Tomorrow, Wed 25 November", "Demain, mer. 25 novembre"),
                         .date_second = either(k, "Last day to change your mind", "Dernier jour pour changer d’avis"),
                         .as_of = either(k, "As of 23 Nov, 21:40 · signature checked", "Au 23 nov., 21 h 40 · signature vérifiée"),
                         .checked = true});
    };
    auto const waiting = [&] {
      k.card({}, [&] {
        k.beside([&] { k.head(either(k, "Waiting to be sent", "En attente d’envoi")); }, [&] { k.tag("5", Tone::warn); });
        if (!k.wide()) return k.small(either(k, "A complaint and 4 other items. Safe here, for the next connection.",
                                             "Une réclamation et 4 autres envois. En sûreté ici jusqu’à la prochaine connexion."));
        k.list_row({.icon = Icon::complaint, .title = either(k, "Formal complaint", "Réclamation"), .strong = false,
                    .second = either(k, "No deadline has started", "Aucun délai ne court"), .divider = false, .id = "a"});
        k.list_row({.icon = Icon::consent, .title = either(k, "Newsletters withdrawn", "Lettres d’information arrêtées"), .strong = false,
                    .second = either(k, "Already applied here", "Déjà appliqué ici"), .divider = false, .id = "b"});
        k.list_row({.icon = Icon::quiz, .title = either(k, "6 quiz results", "6 résultats de quiz"), .strong = false,
                    .second = either(k, "Will leave after the complaint", "Partiront après la réclamation"), .divider = false, .id = "c"});
        k.text_button({.label = either(k, "See all, or use a USB stick", "Tout voir, ou utiliser une clé USB")});
      });
    };
    if (k.wide()) {
      k.two_columns(350, [&] { hero(), courses(); }, [&] { member(), waiting(); });
      return;
    }
    hero();
    k.row(2, [&](int i) { i == 0 ? waiting() : member(); });
    courses();
  });
}

void complaint(Kit& k) {
  static constexpr int step = 2;
  std::string names[] = {either(k, "About you", "Vous"), either(k, "What it is about", "L’objet"), either(k, "What happened", "Les faits"),
                         either(k, "What would settle it", "Ce qui réglerait l’affaire"), either(k, "Read and file", "Relire et déposer")};
  bool const narrow = !k.wide();
  if (!narrow) k.spine({.current = Stop::requests, .waiting = 5, .emblem = Emblem::leaf});
  k.set_screen_keyboard(narrow);
  k.top_bar({.title = narrow ? either(k, "What happened?", "Que s’est-il passé ?") : either(k, "Formal complaint", "Réclamation"),
             .subtitle = either(k, "Complaint · step 3 of 5", "Réclamation · étape 3 sur 5"),
             .back = narrow,
             .display = !narrow,
             .focused = narrow,
             .paper = false});
  k.bottom_bar({.left = narrow ? "" : either(k, "Keep the draft and close", "Garder le brouillon et fermer"),
                .back = either(k, "Back", "Retour"),
                .next = either(k, "Next: what would settle it", "Suite : ce qui réglerait l’affaire")});
  std::string story = either(k,
                             "My project was marked “not received” on 9 November. I had sent it from this kiosk on the 6th and I have "
                             "the receipt. I wrote to Student Success on the 10th and",
                             "Mon projet a été noté « non reçu » le 9 novembre. Je l’avais envoyé depuis cette borne le 6 et j’ai le "
                             "reçu. J’ai écrit à Student Success le 10 et");
  k.page("complaint", [&] {
    k.form({.names = names, .current = step, .reached = 3},
           [&] {
             k.card({.sunk = true, .padding = 20}, [&] {
               k.body(either(k, "No deadline runs yet. The clock starts when the platform has received your complaint.",
                             "Aucun délai ne court encore. Il commence quand la plateforme a reçu votre réclamation."),
                      {.colour = Token::ink2, .icon = Icon::waits});
             });
           },
           [&] {
             if (!narrow) k.title(either(k, "What happened?", "Que s’est-il passé ?"));
             k.space(Space::s);
             if (!narrow)
               k.body(either(k, "Tell the whole story, in your own words. Dates and names help.",
                             "Racontez tout, avec vos mots. Les dates et les noms aident."),
                      {.colour = Token::ink2});
             k.space(Space::m);
             k.field({.placeholder = "Story",
                      .saved = either(k, "Draft saved on this device, 18:24", "Brouillon enregistré sur cet appareil, 18 h 24"),
                      .aside = either(k, "nobody else can open it", "personne d’autre ne peut l’ouvrir"),
                      .lines = 5,
                      .bytes_max = 20000},
                     story);
             k.label(either(k, "Did you already speak to someone about it?", "En avez-vous déjà parlé à quelqu’un ?"));
             k.space(Space::m);
             std::string who = either(k, "Student Success, by e-mail, 10 November", "Student Success, par e-mail, 10 novembre");
             k.flow([&] {
               k.chip(either(k, "Yes", "Oui"), true, true);
               k.chip(either(k, "No", "Non"), false, true);
             });
             k.space(Space::m);
             k.field({.placeholder = "Who"}, who);
             k.flow([&] {
               k.second_button({.label = either(k, "Add evidence", "Joindre une preuve"), .icon = Icon::attach});
               k.small(either(k, "Optional: a photo, a file, a time line", "Facultatif : une photo, un fichier, une chronologie"));
             });
           });
  });
}

void premium(Kit& k) {
  k.spine({.current = Stop::account, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = "Premium",
             .subtitle =
                 either(k, "What you have, and what can be done until when", "Ce que vous avez, et ce qui peut se faire jusqu’à quand")});
  auto const dates = [&] {
    k.card({.main = true, .gap = 0}, [&] {
      k.head(either(k, "Next dates", "Prochaines dates"));
      k.space(Space::s);
      k.list_row({.icon = Icon::undo,
                  .title = either(k, "Change your mind", "Changer d’avis"),
                  .second = either(k, "reflection period, Premium Plus", "délai de réflexion, Premium Plus"),
                  .trailing = either(k, "until Wed 25 November", "jusqu’au mer. 25 novembre"),
                  .trailing_strong = true,
                  .tag = either(k, "tomorrow is the last day", "demain est le dernier jour"),
                  .tag_tone = Tone::warn});
      k.list_row({.icon = Icon::storage,
                  .title = either(k, "Study offline", "Apprendre hors ligne"),
                  .second = either(k, "then one connection renews it", "puis une connexion le renouvelle"),
                  .trailing = either(k, "until Mon 14 December", "jusqu’au lun. 14 décembre")});
      k.list_row({.icon = Icon::date,
                  .title = either(k, "Next monthly renewal", "Prochain renouvellement mensuel"),
                  .second = either(k, "a month begun is due in full", "un mois commencé est dû en entier"),
                  .trailing = either(k, "Fri 18 December", "ven. 18 décembre"),
                  .tag = either(k, "estimate", "estimation")});
      k.list_row({.icon = Icon::leave,
                  .title = either(k, "Leave the path early", "Quitter le parcours plus tôt"),
                  .second = either(k, "against an indemnity, at most 30 %", "contre une indemnité, 30 % au plus"),
                  .trailing = either(k, "until Thu 18 February 2027", "jusqu’au jeu. 18 février 2027"),
                  .tag = either(k, "estimate", "estimation"),
                  .divider = false});
    });
    k.note({.tone = Tone::warn,
            .icon = Icon::info,
            .title = either(k, "Nothing you do on this device cancels the subscription.",
                            "Rien de ce que vous faites sur cet appareil ne résilie l’abonnement."),
            .text = either(k, "Cancelled on the platform today, it would end on 18 December (estimate).",
                           "Résilié aujourd’hui sur la plateforme, il finirait le 18 décembre (estimation)."),
            .link = either(k, "How to cancel", "Comment résilier")});
    k.flow([&] {
      k.second_button({.label = either(k, "Invoices (3)", "Factures (3)"), .icon = Icon::folder});
      k.text_button({.label = either(k, "What Premium Plus includes", "Ce que comprend Premium Plus")});
    });
  };
  auto const certificates = [&] {
    k.membership_card({.plan = "Premium Plus",
                       .second = either(k, "Web developer path", "Parcours développeur web"),
                       .name = "Awa Koné",
                       .status = either(k, "Active, monthly", "Actif, au mois"),
                       .as_of = either(k, "As of 23 November 2026, 21:40", "Au 23 novembre 2026, 21 h 40"),
                       .checked = true,
                       .large = true});
    if (k.wide())
      k.body(either(k, "Signed by the platform, checked here. Later changes show after the next connection.",
                    "Signé par la plateforme, vérifié ici. Les changements suivants se verront après la prochaine connexion."),
             {.colour = Token::ink2, .icon = Icon::info});
    k.card({.gap = 2}, [&] {
      k.head(either(k, "Certificates", "Certificats"));
      k.list_row({.cover = Cover{.art = CoverArt::web},
                  .title = "HTML and CSS",
                  .second = either(k, "Issued 20 Nov 2026", "Délivré le 20 nov. 2026"),
                  .trailing_icon = Icon::certificate,
                  .divider = false});
      k.list_row({.cover = Cover{.art = CoverArt::shell, .strength = 0.45f},
                  .title = "The Unix shell",
                  .second = either(k, "Done here, not yet confirmed", "Fait ici, pas encore confirmé"),
                  .trailing_icon = Icon::unconfirmed,
                  .divider = false});
      k.list_row({.cover = Cover{.art = CoverArt::chart, .strength = 0.45f},
                  .title = "Everyday statistics",
                  .second = either(k, "Opens after 2 more quizzes", "S’ouvre après 2 quiz de plus"),
                  .trailing_icon = Icon::lock,
                  .divider = false});
    });
  };
  k.page("premium", [&] {
    if (k.wide() && !k.metrics().one_column) return k.row(1, [&](int) { k.two_columns(648, certificates, dates); });
    k.two_columns(648, certificates, dates, 400);
  });
}

void reader(Kit& k) {
  k.top_bar({.title = "The Unix shell",
             .subtitle = either(k, "Lesson 4 · Pipes and filters", "Leçon 4 · Tubes et filtres"),
             .back = true,
             .contents = !k.wide(),
             .focused = true});
  k.bottom_bar({.back = either(k, "Back", "Retour"),
                .next = either(k, "Next page", "Page suivante"),
                .done = 0.38,
                .done_text = either(k, "3 of 9", "3 sur 9"),
                .focused = true});
  k.side_panel("contents", 318, [&] {
    k.gap(0, [&] {
      k.indent(14, [&] { k.label(either(k, "In this lesson", "Dans cette leçon")); });
      k.space(Space::m);
      Text const parts[] = {"Capture output",          "Filter the lines", "Joining with a pipe", "Tools that work together",
                            "Quiz: which line stays?", "Nelle’s pipeline", "Check the files",     "Exercises"};
      for (int i = 0; i < 8; ++i)
        k.list_row({.icon = i < 2    ? Icon::check_circle
                            : i == 2 ? Icon::book
                                     : Icon::circle,
                    .title = parts[i],
                    .strong = false,
                    .opens = true,
                    .chosen = i == 2,
                    .divider = false,
                    .id = parts[i]});
      k.space(Space::l);
      k.divider();
      k.space(Space::l);
      k.small(
          either(k, "Your place is saved on this device at every page.", "Votre place est enregistrée sur cet appareil à chaque page."),
          {.colour = Token::ink2, .icon = Icon::check});
    });
  });
  k.page("reader", [&] {
    k.column(k.metrics().measure, [&] {
      k.title(either(k, "Joining commands with a pipe", "Relier des commandes par un tube"));
      std::vector<Span> const first{{"The vertical bar "},
                                    {"|", false, false, true},
                                    {" is called a "},
                                    {"pipe", true},
                                    {". It hands what the command on its left prints to the command on its right, with "},
                                    {"no file", false, true},
                                    {" in between. See "},
                                    {"the shell’s manual", false, false, false, false, "https://example.org"},
                                    {"."}};
      k.space(Space::m);
      k.rich(Spans{first}, Style::lead);
      k.space(Space::l);
      k.code_block({.text = "$ wc -l *.pdb | sort -n | head -n 1\n   9  methane.pdb"});
      k.space(Space::l);
      k.callout(Tone::soft, Icon::idea, "Try to remember it this way", [&] {
        k.body("Each command does one small thing well. The pipe lets you build a big answer from small ones.", {.colour = Token::onsoft});
      });
      k.list_item("1.", [&] { k.lead("Count the lines of each file."); });
      k.list_item("•", [&] { k.lead("Sort the counts and keep the first."); });
      bool open = true;
      k.foldable("Solution", open, [&] { k.body("The shortest file is methane.pdb."); });
      k.quote([&] { k.lead("Expect the output of one program to become the input of another.", {.colour = Token::ink2}); });
      Table t{{{{"Option", false}}, {{"What it does"}}, {{"Lines"}}},
              {{{{"-l", false, false, true}}, {{"counts lines"}}, {{"9"}}},
               {{{"-w", false, false, true}}, {{"counts words, as far as blanks part them"}}, {{"57"}}}},
              {'l', 'l', 'r'}};
      k.table(t);
      k.figure({.picture = "none",
                .alt = "Four boxes joined by arrows: files, wc, sort, head.",
                .caption = "Figure 2. Lines travel from left to right; only the last command prints.",
                .width = 690,
                .height = 120});
    });
  });
}

void quiz(Kit& k) {
  bool const right = k.wide();
  k.top_bar({.title = either(k, "Question 2 of 5", "Question 2 sur 5"), .back = true, .focused = true, .step = 2, .steps = 5});
  k.bottom_bar({.left = right ? "" : either(k, "Skip", "Passer"),
                .back = either(k, "See the lesson again", "Revoir la leçon"),
                .back_icon = Icon::book,
                .next = right ? either(k, "Next question", "Question suivante") : either(k, "Try again", "Réessayer"),
                .next_icon = right ? Icon::forward : Icon::again,
                .focused = true});
  k.page("quiz", [&] {
    auto const question = [&] {
      k.title(either(k, "What does this line print at the end?", "Qu’affiche cette ligne à la fin ?"));
      k.code_block({.text = "wc -l *.pdb | sort -n | head -n 1"});
      std::vector<Span> const why{{"sort -n", true},
                                  {either(k, " puts the smallest number first, and ", " met le plus petit nombre en premier, et ")},
                                  {"head -n 1", true},
                                  {either(k, " keeps only that line. So the shortest file stays.",
                                          " ne garde que cette ligne. Il reste donc le fichier le plus court.")}};
      if (right)
        k.callout(Tone::soft, Icon::check_circle, either(k, "Yes. Well read.", "Oui. Bien lu."),
                  [&] { k.rich(Spans{why}, Style::body, {.colour = Token::ink}); });
      else
        k.callout(Tone::bad, Icon::none, either(k, "Not quite. Look at sort.", "Pas tout à fait. Regardez sort."), [&] {
          k.body(either(k, "It puts the smallest number first, and head keeps only that line.",
                        "Il met le plus petit nombre en premier, et head ne garde que cette ligne."));
        });
      if (right)
        k.body(either(k, "Your answer is saved. Your result counts when the platform has it.",
                      "Réponse enregistrée. Le résultat comptera quand la plateforme l’aura reçu."),
               {.colour = Token::ink2, .icon = Icon::check});
    };
    auto const answers = [&] {
      if (k.wide())
        k.small(either(k, "One answer. You may try again as often as you like.",
                       "Une réponse. Vous pouvez recommencer autant que vous voulez."));
      Text const texts[] = {either(k, "The file with the most lines", "Le fichier qui a le plus de lignes"),
                            either(k, "The file with the fewest lines", "Le fichier qui a le moins de lignes"),
                            either(k, "The first file of the alphabet", "Le premier fichier de l’alphabet"),
                            either(k, "The names of all the files", "Le nom de tous les fichiers")};
      k.gap(k.wide() ? 14.0f : 9.0f, [&] {
        for (int i = 0; i < 4; ++i) {
          bool chosen = right ? i == 1 : i == 0;
          k.answer({.letter = static_cast<char>('A' + i),
                    .text = texts[i],
                    .mark = right && i == 1    ? Mark::right
                            : !right && i == 0 ? Mark::look_again
                                               : Mark::none,
                    .closed = true},
                   chosen);
        }
      });
    };
    k.two_columns(516, question, answers, 356);
  });
}

void privacy(Kit& k) {
  k.spine({.current = Stop::account, .waiting = 5, .emblem = Emblem::leaf});
  k.top_bar({.title = either(k, "Privacy", "Vie privée"),
             .subtitle = either(k, "You decide, and you can change your mind at any time",
                                "Vous décidez, et vous pouvez changer d’avis à tout moment")});
  k.page("privacy", [&] {
    k.two_columns(
        352,
        [&] {
          if (!k.wide() || k.metrics().one_column)
            k.note({.tone = Tone::soft,
                    .icon = Icon::check_circle,
                    .title = either(k, "Newsletters are off on this device now.", "Lettres d’information : arrêtées ici dès maintenant."),
                    .text =
                        either(k, "The platform will know at the next connection.", "La plateforme le saura à la prochaine connexion.")});
          k.card({.padding = k.wide() ? 30.0f : 18.0f, .gap = 0}, [&] {
            if (k.wide()) k.head(either(k, "My consents", "Mes consentements"));
            Text const names[] = {either(k, "Newsletters and offers", "Lettres d’information et offres"),
                                  either(k, "Webinars and student news", "Webinaires et vie étudiante"), either(k, "Surveys", "Enquêtes"),
                                  either(k, "Measuring how I use it", "Mesure de mon usage")};
            for (int i = 0; i < 4; ++i) {
              bool on = i == 1 || i == 2;
              if (i) k.divider();
              k.switch_row({.label = names[i],
                            .second = either(k, "Text of 1 Sept 2025, version 3", "Texte du 1er sept. 2025, version 3"),
                            .link = either(k, "read", "lire"),
                            .tag = i == 0 && k.wide() ? either(k, "waiting to be sent", "en attente d’envoi") : ""},
                           on);
            }
          });
          k.flow([&] {
            k.second_button({.label = either(k, "Ask for a copy of my data", "Demander une copie de mes données"), .icon = Icon::fetch});
            k.text_button({.label = either(k, "All my rights", "Tous mes droits")});
          });
        },
        [&] {
          k.card({.gap = 2}, [&] {
            k.head(either(k, "What I decided, and when", "Ce que j’ai décidé, et quand"));
            k.list_row({.icon = Icon::waits,
                        .title = either(k, "You withdrew newsletters", "Vous avez arrêté les lettres"),
                        .second = either(k, "Today, 18:02. Applies here since then. Waiting to be sent.",
                                         "Aujourd’hui, 18 h 02. Appliqué ici depuis. En attente d’envoi.")});
            k.list_row({.icon = Icon::check,
                        .title = either(k, "You refused usage measurement", "Vous avez refusé la mesure d’usage"),
                        .second = either(k, "12 May 2026. Cookie text, version 2. Received.",
                                         "12 mai 2026. Texte des cookies, version 2. Reçu.")});
            k.list_row({.icon = Icon::check,
                        .title = either(k, "You agreed to surveys", "Vous avez accepté les enquêtes"),
                        .second = either(k, "4 Sept 2025. Version 3. Received.", "4 sept. 2025. Version 3. Reçu."),
                        .divider = false});
          });
        });
  });
}

constexpr GalleryPage pages[] = {
    {"home", home}, {"complaint", complaint, nullptr, "Story"},
    {"premium", premium}, {"reader", reader}, {"quiz", quiz}, {"privacy", privacy}};

}  // namespace

std::span<GalleryPage const> gallery_screens() { return pages; }

}  // namespace carrel::kit
