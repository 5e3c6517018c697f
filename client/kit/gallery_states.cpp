// Every widget in every state, the states beside each other. Hover, press and focus are posed, so that a picture can show them.
#include <array>

#include "client/kit/gallery.h"

namespace carrel::kit {
namespace {

struct State {
  char const *en, *fr;
  Pose pose = Pose::none;
};
constexpr std::array hands{State{"At rest", "Au repos"}, State{"Mouse over it", "Sous la souris", Pose::hovered},
                           State{"Pressed", "Touché", Pose::pressed}, State{"Focus", "Focus", Pose::focused}};

// One widget at rest and under hand, mouse and keyboard, and then in what other states it has.
template <std::size_t N>
void states(Kit& k, Text id, std::array<State, N> const& others, Cell draw) {
  int const per_row = k.wide() ? 4 : 2, count = static_cast<int>(hands.size() + N);
  k.named(id, [&] {
    k.grid(count, per_row, [&](int i) {
      auto const& state = i < 4 ? hands[static_cast<std::size_t>(i)] : others[static_cast<std::size_t>(i) - 4];
      k.small(either(k, state.en, state.fr));
      k.space(Space::xs);
      k.pose(state.pose);
      draw(i);
      k.pose(Pose::none);
    });
  });
  k.space(Space::xl);
}

constexpr State off{"Disabled", "Indisponible"}, busy{"Busy", "En cours"}, wrong{"Error", "Erreur"}, chosen{"Chosen", "Choisi"};

void buttons(Kit& k) {
  k.top_bar({.title = either(k, "Buttons and chips", "Boutons et étiquettes"),
             .subtitle = either(k, "One filled button a screen", "Un seul bouton plein par écran")});
  k.page("buttons", [&] {
    auto const look = [&](int i, char const* en, char const* fr) {
      return Button{.label = either(k, en, fr), .icon = Icon::again,
                    .disabled_because = i == 4 ? either(k, "Two answers are missing.", "Il manque deux réponses.") : "",
                    .waiting = i == 5 ? either(k, "Something travels now.", "Un envoi est en cours.") : "", .id = "one"};
    };
    states(k, "filled", std::array{off, busy}, [&](int i) { k.button(look(i, "Try now", "Essayer")); });
    states(k, "outlined", std::array{off, busy}, [&](int i) { k.second_button(look(i, "Read it", "Relire")); });
    states(k, "text", std::array<State, 0>{}, [&](int i) { k.text_button(look(i, "Learn more", "En savoir plus")); });
    states(k, "round", std::array<State, 0>{}, [&](int) { k.icon_button(Icon::close, either(k, "Close", "Fermer")); });
    states(k, "chip", std::array{chosen}, [&](int i) { k.flow([&] { k.chip(either(k, "In French", "En français"), i == 4, true); }); });
  });
}

void choices(Kit& k) {
  k.top_bar({.title = either(k, "Choices and switches", "Choix et interrupteurs"),
             .subtitle = either(k, "Told apart by shape and word, not by colour alone",
                                "Distingués par la forme et le mot, pas par la seule couleur")});
  k.page("choices", [&] {
    states(k, "one of many", std::array{chosen, wrong}, [&](int i) {
      std::array<std::string, 1> const options{either(k, "By e-mail", "Par e-mail")};
      int at = i == 4 ? 0 : -1;
      k.choice({.options = options, .error = i == 5 ? either(k, "Choose one.", "Choisissez.") : "", .id = "c"}, at);
    });
    states(k, "some of many", std::array{chosen, wrong}, [&](int i) {
      bool on = i == 4;
      k.check(either(k, "Send me a copy", "M’envoyer une copie"), on, {}, i == 5 ? either(k, "Tick this one.", "Cochez cette case.") : "");
    });
    states(k, "switch", std::array{chosen, State{"Waiting", "En attente"}}, [&](int i) {
      bool on = i >= 4;
      k.switch_row({.label = either(k, "Surveys", "Enquêtes"), .tag = i == 5 ? either(k, "to be sent", "à envoyer") : "", .id = "s"}, on);
    });
    states(k, "answer", std::array{chosen, State{"Right", "Juste"}, State{"Look again", "À revoir"}, State{"Missed", "Oubliée"}},
           [&](int i) {
             bool on = i >= 4 && i <= 6;
             Mark const mark = i == 5 ? Mark::right : i == 6 ? Mark::look_again : i == 7 ? Mark::missed : Mark::none;
             k.answer({.letter = 'A', .text = either(k, "The shortest", "Le plus court"), .mark = mark, .closed = i > 4}, on);
           });
  });
}

void fields(Kit& k) {
  k.top_bar({.title = either(k, "Fields", "Champs"),
             .subtitle = either(k, "What is wrong stands under the field, in words", "Ce qui ne va pas est dit sous le champ, en mots")});
  k.page("fields", [&] {
    states(k, "one line", std::array{off, wrong, State{"Saved", "Enregistré"}}, [&](int i) {
      std::string value = i == 0 ? "" : i == 5 ? "awa.example.org" : "awa@example.org";
      k.field({.label = "E-mail", .placeholder = either(k, "name@place", "nom@lieu"),
               .error = i == 5 ? either(k, "It has no “@”.", "Il manque le « @ ».") : "",
               .saved = i == 6 ? either(k, "Saved, 18:24", "Enregistré, 18 h 24") : "", .enabled = i != 4, .id = "mail"}, value);
    });
    states(k, "search", std::array<State, 0>{}, [&](int) {
      std::string value;
      k.field({.placeholder = either(k, "Search", "Chercher"), .search = true, .id = "search"}, value);
    });
    states(k, "lines", std::array{wrong}, [&](int i) {
      std::string value = i == 4 ? "" : either(k, "It was sent on the 6th.", "Il est parti le 6.");
      k.field({.label = either(k, "What happened?", "Que s’est-il passé ?"),
               .error = i == 4 ? either(k, "Write something.", "Écrivez quelque chose.") : "",
               .lines = 2, .id = "story"}, value);
    });
  });
}

void cards(Kit& k) {
  k.top_bar({.title = either(k, "Cards", "Cartes"),
             .subtitle = either(k, "The whole of a card can be touched", "Toute la carte se touche")});
  k.page("cards", [&] {
    states(k, "course", std::array{State{"Being fetched", "En téléchargement"}, State{"Closed", "Fermé"}}, [&](int i) {
      CourseCard c{.cover = {.art = CoverArt::shell}, .title = either(k, "The Unix shell", "Le shell Unix"),
                   .second = either(k, "7 chapters", "7 chapitres"), .state = either(k, "On this device", "Sur cet appareil"),
                   .state_icon = Icon::check_circle, .state_good = true, .id = "c"};
      if (i == 4) {
        c.done = 0.62;
        c.state = either(k, "62 %, waits for a link", "62 %, attend un lien");
        c.state_icon = Icon::none;
        c.state_good = false;
      }
      if (i == 5) c.disabled_because = either(k, "Opens with Premium", "S’ouvre avec Premium");
      k.course_card(c);
    });
    states(k, "membership", std::array{State{"Ended", "Terminé"}}, [&](int i) {
      k.membership_card({.plan = i == 4 ? either(k, "Member", "Membre") : "Premium Plus",
                         .second = either(k, "Active, monthly", "Actif, au mois"),
                         .as_of = either(k, "As of 23 November, 21:40", "Au 23 novembre, 21 h 40"), .checked = i != 4, .in_words = i == 4});
    });
    states(k, "learner", std::array<State, 0>{}, [&](int i) { k.learner_card("Awa", static_cast<Emblem>(i)); });
    states(k, "any", std::array<State, 0>{}, [&](int) {
      k.touch_card("Waiting", {.id = "w"}, [&] {
        k.label(either(k, "Waiting to be sent", "En attente d’envoi"));
        k.small(either(k, "5 items are safe here.", "5 envois sont en sûreté ici."));
      });
    });
  });
}

void draw_track(Kit& k) {
  TrackStop const stops[] = {
      {.state = StepState::done, .icon = Icon::lock, .label = either(k, "Sealed here", "Scellé ici"),
       .when = either(k, "18:02", "18 h 02")},
      {.state = StepState::latest, .label = either(k, "Waiting", "En attente"), .when = either(k, "leaves first", "part en premier")},
      {.label = either(k, "Sent", "Envoyé")},
      {.label = either(k, "Received", "Reçu"), .when = either(k, "with your reference", "avec votre référence")}};
  k.track(stops);
}

void lists(Kit& k) {
  k.top_bar({.title = either(k, "Lists and notes", "Listes et notes"),
             .subtitle = either(k, "An icon, a word and a shape say the same", "Une icône, un mot et une forme disent la même chose")});
  k.page("lists", [&] {
    states(k, "row", std::array{State{"Current one", "En cours"}, wrong}, [&](int i) {
      k.list_row({.icon = i == 5 ? Icon::needs_you : Icon::book, .icon_tone = i == 5 ? Tone::bad : Tone::plain,
                  .title = either(k, "Pipes and filters", "Tubes et filtres"),
                  .second = i == 5 ? either(k, "Needs you", "À corriger") : either(k, "35 minutes", "35 minutes"),
                  .second_tone = i == 5 ? Tone::bad : Tone::plain,
                  .trailing_icon = Icon::chevron, .opens = true, .chosen = i == 4, .divider = false, .id = "r"});
    });
    k.grid(4, k.wide() ? 2 : 1, [&](int i) {
      constexpr Tone tones[] = {Tone::plain, Tone::soft, Tone::warn, Tone::bad};
      constexpr Icon icons[] = {Icon::info, Icon::check_circle, Icon::mind, Icon::needs_you};
      k.note({.tone = tones[i], .icon = icons[i], .title = either(k, "What is true first.", "D’abord ce qui est vrai."),
              .text = either(k, "Then what follows, and what to do.", "Puis ce qui s’ensuit, et ce qu’il faut faire."),
              .link = either(k, "Learn more", "En savoir plus"), .id = "n"});
    });
    draw_track(k);
    k.flow([&] {
      k.tag(either(k, "plain", "simple"));
      k.tag(either(k, "saved", "enregistré"), Tone::soft, Icon::check);
      k.tag(either(k, "waits", "en attente"), Tone::warn, Icon::waits);
      k.tag(either(k, "needs you", "à corriger"), Tone::bad, Icon::needs_you);
    });
  });
}

void waiting(Kit& k) {
  k.top_bar({.title = either(k, "Not there yet", "Pas encore là"),
             .subtitle = either(k, "Nothing moves that is not moving", "Rien ne bouge qui n’avance pas")});
  k.page("waiting", [&] {
    std::array<std::string, 3> const names{either(k, "Chapters", "Chapitres"), either(k, "Quizzes", "Quiz"),
                                           either(k, "About", "À propos")};
    int at = 0;
    k.tabs(names, at);
    k.long_work({.label = either(k, "Everyday statistics", "Statistiques utiles"), .done = 0.62,
                 .text = either(k, "62 %. Goes on at the next connection; nothing is lost.",
                                "62 %. Reprendra à la prochaine connexion ; rien n’est perdu."),
                 .cancel = either(k, "Stop fetching", "Arrêter"), .id = "work"});
    k.row(2, [&](int i) {
      if (i == 0) k.skeleton({.sentence = either(k, "The chapter opens in a moment.", "Le chapitre s’ouvre dans un instant.")});
      else k.empty_state({.art = CoverArt::letter,
                          .sentence = either(k, "Nothing is waiting. Everything you sent has been received.",
                                             "Rien n’attend. Tout ce que vous avez envoyé a été reçu."),
                          .action = either(k, "Back to my courses", "Retour à mes cours")});
    });
  });
}

// Letters of every face, so that a hole in one of them is seen.
void letters(Kit& k) {
  k.top_bar({.title = either(k, "Letters", "Caractères"),
             .subtitle = either(k, "Words, program text, formulas, signs", "Mots, code, formules, signes")});
  k.page("letters", [&] {
    k.row(2, [&](int i) {
      if (i == 1) {
        k.code_block({.text = "for x in 0 O 1 l I; do\n  echo \"$x\" | wc -c\ndone", .language = "bash"});
        k.reference("RC-2026-004817");
        k.lead("∀x ∈ ℝ: ∑ᵢ₌₁ⁿ xᵢ ≤ √(a² + b²) ≠ ∞ · ∫ f(x) dx ≈ 2π/3");
        k.lead("→ ← ↔ ⇒ ⇔ ↦ · ± × ÷ ∓ ∝ ∂ ∇ · ⊂ ⊆ ∪ ∩ ∅ ¬ ∧ ∨");
        k.lead("α β γ δ ε λ μ π σ φ ω Ω · ½ ⅓ ¾ · ° ′ ″ ‰ € £ № © ☐ ☑ ✓ ✗ ★");
        return;
      }
      k.display("Display 42");
      k.title("Title 32");
      k.head("Head 24");
      k.lead("Lead 21. Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis.");
      k.body("Body 18. The five boxing wizards jump quickly.");
      k.label("Label 18");
      k.small("Small 16. Æsop, œuvre, Łódź, Đà Nẵng, Ħal Qormi, Ålesund");
    });
  });
}

constexpr GalleryPage pages[] = {{"buttons", buttons}, {"choices", choices}, {"fields", fields}, {"cards", cards},
                                 {"lists", lists}, {"waiting", waiting}, {"letters", letters}};

}  // namespace

std::span<GalleryPage const> gallery_states() { return pages; }

std::span<GalleryPage const> gallery_pages() {
  static std::vector<GalleryPage> const all = [] {
    std::vector<GalleryPage> joined;
    for (auto const part : {gallery_states(), gallery_screens(), gallery_stops()}) joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

}  // namespace carrel::kit
