#include "tests/golden/sample_course.h"

#include <utility>

namespace carrel::client {
namespace {

struct Tongue {
  bool french;
  std::string operator()(char const* en, char const* fr) const { return french ? fr : en; }
  Spans text(char const* en, char const* fr, std::uint16_t style = 0, std::string href = {}) const {
    return {{(*this)(en, fr), style, std::move(href), {}}};
  }
  Block para(char const* en, char const* fr) const { return {Paragraph{text(en, fr)}}; }
};

Spans joined(std::initializer_list<Spans> parts) {
  Spans all;
  for (auto const& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Table sizes(Tongue const& t) {
  return {{Align::left, Align::right},
          {t.text("File", "Fichier"), t.text("Lines", "Lignes")},
          {{{{"cubane.pdb", style_code, {}, {}}}, t.text("20 lines", "20 lignes")},
           {{{"methane.pdb", style_code, {}, {}}}, t.text("9 lines", "9 lignes")}},
          {}};
}

Callout exercise(Tongue const& t) {
  Callout solution{"solution", true, {}, {}, {t.para("Sort first, then keep one line.", "Trier d’abord, puis garder une ligne.")}};
  return {"challenge", false, "ex-1", t.text("Which line stays?", "Quelle ligne reste ?"),
          {t.para("Say what this pipeline prints.", "Dites ce qu’affiche cette suite."), {std::move(solution)}}};
}

List tasks(Tongue const& t) {
  return {false, 1,
          {{true, {t.para("Download the data", "Récupérer les données")}}, {false, {t.para("Open a terminal", "Ouvrir un terminal")}}}};
}

}  // namespace

Chapter sample_chapter(std::string const& language) {
  Tongue const t{language == "fr"};
  Chapter chapter{"pipes", t("Pipes and filters", "Tubes et filtres"), 35, "quizzes/pipes.json", {}};
  auto& b = chapter.blocks;
  b.push_back({Callout{"objectives", false, {}, {}, {{List{false, 1, {{{}, {t.para("Join two commands.", "Relier deux commandes.")}}}}}}}});
  b.push_back({Heading{2, "pipe", t.text("Joining commands with a pipe", "Relier des commandes par un tube")}});
  b.push_back({Paragraph{joined({t.text("The bar ", "La barre "), {{"|", style_code, {}, {}}}, t.text(" is called a ", " s’appelle un "),
                                 t.text("pipe", "tube", style_bold), t.text("; see ", " ; voir "),
                                 t.text("the manual", "le manuel", 0, "https://www.gnu.org/software/bash/"), t.text(".", ". ")})}});
  b.push_back({Code{"bash", "source", "$ wc -l *.pdb | sort -n | head -n 1\n"}});
  b.push_back({Code{"", "output", "   9  methane.pdb\n"}});
  b.push_back({Callout{"callout", false, {}, t.text("Try to remember it this way", "Pour vous en souvenir"),
                       {t.para("Each command does one small thing well.", "Chaque commande fait bien une petite chose.")}}});
  b.push_back({sizes(t)});
  b.push_back({exercise(t)});
  b.push_back({List{true, 1, {{{}, {t.para("Count the lines.", "Compter les lignes.")}},
                              {{}, {t.para("Sort the counts.", "Trier les nombres.")}}}}});
  b.push_back({tasks(t)});
  b.push_back({Quote{{t.para("Small pieces, loosely joined.", "De petites pièces, reliées sans colle.")}}});
  b.push_back({Figure{"figures/pipe.png", t("Four boxes joined by arrows", "Quatre cases reliées par des flèches"),
                      t.text("Lines travel from left to right.", "Les lignes vont de gauche à droite."), 690, 110, 690, {}}});
  b.push_back({Callout{"caution", false, {}, {}, {t.para("A pipe keeps nothing.", "Un tube ne garde rien.")}}});
  b.push_back({Rule{}});
  b.push_back({Definitions{{{"filter", t.text("filter", "filtre"),
                             {t.para("A command that changes lines.", "Une commande qui change des lignes.")}}}}});
  b.push_back({Callout{"keypoints", false, {}, {}, {t.para("A pipe joins two commands.", "Un tube relie deux commandes.")}}});
  return chapter;
}

Quiz sample_quiz(std::string const& language) {
  Tongue const t{language == "fr"};
  Quiz quiz{"pipes", t("Pipes and filters", "Tubes et filtres"), 0.5};
  QuizQuestion one{"q1"};
  one.prompt = {t.para("What does this line print at the end?", "Qu’affiche cette ligne à la fin ?"),
                {Code{"bash", "source", "wc -l *.pdb | sort -n | head -n 1\n"}}};
  one.choices = {
      {"a", t.text("The file with the most lines", "Le fichier qui a le plus de lignes"), false,
       t.text("Look at sort: it puts the smallest number first.", "Regardez sort : il met le plus petit nombre en premier.")},
      {"b", t.text("The file with the fewest lines", "Le fichier qui a le moins de lignes"), true,
       t.text("The smallest number comes first, and head keeps only that line.",
              "Le plus petit nombre vient en premier, et head ne garde que lui.")},
      {"c", t.text("The names of all the files", "Le nom de tous les fichiers"), false,
       t.text("Look at head: how many lines does it keep?", "Regardez head : combien de lignes garde-t-il ?")}};
  QuizQuestion two{"q2", true};
  two.prompt = {t.para("Which of these are filters?", "Lesquelles de ces commandes sont des filtres ?")};
  two.choices = {{"a", {{"sort", style_code, {}, {}}}, true, t.text("It changes the order of lines.", "Elle change l’ordre des lignes.")},
                 {"b", {{"head", style_code, {}, {}}}, true, t.text("It keeps the first lines.", "Elle garde les premières lignes.")},
                 {"c", {{"mkdir", style_code, {}, {}}}, false, t.text("It makes a folder; no line passes through.",
                                                                    "Elle crée un dossier ; aucune ligne n’y passe.")}};
  quiz.questions = {std::move(one), std::move(two)};
  return quiz;
}

namespace {

std::vector<CourseChapter> contents(Tongue const& t) {
  return {{"intro", t("Why a shell", "Pourquoi un shell"), 15, true, {}},
          {"files", t("Files and folders", "Fichiers et dossiers"), 30, true, {}},
          {"pipes", t("Pipes and filters", "Tubes et filtres"), 35, false, "quizzes/pipes.json"},
          {"loops", t("Loops", "Boucles"), 40, false, {}}};
}

CourseRow row(Tongue const& t, char const* id, std::string title, CourseStanding standing) {
  CourseRow out;
  out.id = id;
  out.title = std::move(title);
  out.summary = t("Work faster with a few small commands.", "Aller plus vite avec quelques petites commandes.");
  out.language = t("en", "fr");
  out.licence = "CC-BY-4.0";
  out.authors = "Nelle N., Imhotep O.";
  out.minutes = 120;
  out.standing = standing;
  out.installed = standing == CourseStanding::here || standing == CourseStanding::update || standing == CourseStanding::updating;
  out.bytes = 3'400'000;
  out.bytes_missing = standing == CourseStanding::here ? 0 : standing == CourseStanding::offered ? out.bytes : 1'300'000;
  out.chapters = 4;
  out.chapters_read = out.installed ? 2 : 0;
  out.opened = out.installed;
  if (out.installed) out.contents = contents(t);
  return out;
}

std::vector<CourseRow> library(Tongue const& t) {
  return {row(t, "shell", t("The Unix shell", "Le shell Unix"), CourseStanding::here),
          row(t, "sky", t("Reading the sky", "Lire le ciel"), CourseStanding::update),
          row(t, "letters", t("Writing clearly", "Écrire clairement"), CourseStanding::updating),
          row(t, "statistics", t("Everyday statistics", "Statistiques du quotidien"), CourseStanding::fetching),
          row(t, "web", t("Pages for the web", "Des pages pour le web"), CourseStanding::offered),
          row(t, "books", t("First bookkeeping", "Première comptabilité"), CourseStanding::damaged)};
}

struct Stage {
  Tongue t;
  Scene base;
  std::vector<Scene> all{};

  Scene& add(std::string name, Route route, std::string course = {}, std::string chapter = {}, std::string quiz = {}) {
    auto& scene = all.emplace_back(base);
    scene.name = std::move(name);
    scene.nav.go_course(route, std::move(course), std::move(chapter), std::move(quiz));
    return scene;
  }
};

void add_courses(Stage& stage) {
  stage.add("library", Route::library);
  stage.add("library-none-found", Route::library).drafts.library.search = "zzz";
  auto& many = stage.add("library-many", Route::library);
  for (int i = 0; i < 1000; ++i) {
    auto one = row(stage.t, "many", stage.t("Course ", "Cours ") + std::to_string(i + 1), static_cast<CourseStanding>(i % 6));
    one.id += std::to_string(i);
    many.state.session->courses.push_back(std::move(one));
  }
  auto& twenty = stage.add("library-twenty", Route::library);
  for (int i = 0; i < 14; ++i) {
    auto one = row(stage.t, "more", stage.t("Course ", "Cours ") + std::to_string(i + 7), static_cast<CourseStanding>(i % 6));
    one.id += std::to_string(i);
    twenty.state.session->courses.push_back(std::move(one));
  }
  stage.add("library-empty", Route::library).state.session->courses.clear();
  for (char const* id : {"shell", "sky", "letters", "statistics", "web", "books", "gone"})
    stage.add(std::string("course-") + id, Route::course, id);
  auto& finished = stage.add("course-finished", Route::course, "shell");
  auto& shell = finished.state.session->courses.front();
  shell.chapters_read = shell.chapters;
  for (auto& chapter : shell.contents) chapter.read = true;
  shell.contents.push_back({"licence", stage.t("Licence", "Licence d’usage"), 0, true, {}, true});
  shell.authors = "A. One, B. Two, C. Three, D. Four, E. Five, F. Six, G. Seven";
  finished.state.session->go_on.reset();
  for (auto& course : stage.add("course-stopped", Route::course, "web").state.session->courses)
    if (course.id == "web") course.stopped_at = "figures/page.png";
  auto& removed = stage.add("course-removed", Route::course, "shell");
  removed.drafts.undo = stage.t("“The Unix shell” was removed from this device, for everybody who uses it.",
                                "« Le shell Unix » est retiré de cet appareil, pour toutes les personnes qui l’utilisent.");
  auto& gone = removed.state.session->courses.front();
  gone.installed = false;
  gone.standing = CourseStanding::offered;
}

void add_reader(Stage& stage) {
  stage.add("reader", Route::reader, "shell", "pipes");
  auto& aloud = stage.add("reader-aloud", Route::reader, "shell", "pipes");
  aloud.nav.listen = true;
  aloud.state.voice.sentence = 5;
  stage.add("reader-waiting", Route::reader, "shell", "loops");
  for (auto const& [name, href] : {std::pair{"web", "https://www.gnu.org/software/bash/"}, {"mail", "mailto:nelle@example.org"},
                                   {"file", "file:data.zip"}}) {
    auto& scene = stage.add(std::string("reader-link-") + name, Route::reader, "shell", "pipes");
    scene.drafts.reader.key = "shell/1/pipes";
    scene.drafts.reader.kept_block = 0;
    scene.drafts.reader.link = href;
  }
}

// The last chapter, one page long; the appendix stands behind it.
Scene& add_last(Stage& stage, char const* name, bool all_read) {
  auto& scene = stage.add(name, Route::reader, "shell", "loops");
  auto& reading = *scene.state.session->reading;
  for (auto& chapter : reading.chapters) chapter.read = chapter.read || all_read;
  reading.chapters.push_back({"licence", stage.t("Licence", "Licence d’usage"), 0, false, {}, true});
  reading.index = 3;
  reading.chapter = std::make_shared<Chapter const>(
      Chapter{"loops", stage.t("Loops", "Boucles"), 40, {},
              {stage.t.para("A loop repeats a command.", "Une boucle répète une commande.")}});
  scene.drafts.reader.key = "shell/1/loops";
  scene.drafts.reader.kept_block = 1;  // Its end is seen at once.
  return scene;
}

void add_ends(Stage& stage) {
  add_last(stage, "reader-last", false);
  add_last(stage, "reader-finished", true);
  auto& more = add_last(stage, "reader-appendix", true);
  more.nav.chapter = "licence";
  auto& reading = *more.state.session->reading;
  reading.index = 4;
  reading.authors = "A. One, B. Two, C. Three, D. Four, E. Five, F. Six, G. Seven";
  reading.chapter = std::make_shared<Chapter const>(
      Chapter{"licence", stage.t("Licence", "Licence d’usage"), 0, {},
              {stage.t.para("You are free to share it.", "Vous pouvez le partager.")}});
  more.drafts.reader.key = "shell/1/licence";
}

QuizDraft answered(int question, std::vector<int> chosen, QuizAnswers answers) {
  return {"shell/quizzes/pipes.json", question, std::move(answers), std::move(chosen), true, false};
}

void add_quiz(Stage& stage) {
  auto const add = [&](char const* name) -> Scene& { return stage.add(name, Route::quiz, "shell", "pipes", "quizzes/pipes.json"); };
  add("quiz");
  add("quiz-right").drafts.quiz = answered(0, {1}, {{1}});
  add("quiz-look-again").drafts.quiz = answered(0, {0}, {{0}});
  add("quiz-several").drafts.quiz = answered(1, {0, 2}, {{1}, {0, 2}});
  auto& passed = add("quiz-passed");
  passed.drafts.quiz = {"shell/quizzes/pipes.json", 1, {{1}, {0, 2}}, {}, false, true};
  passed.state.session->quiz->kept = true;
  // A question about a picture: it stands beside the answers, and the feedback below both.
  auto& figure = add("quiz-figure");
  Quiz asked = *figure.state.session->quiz->quiz;
  auto const alt = stage.t("Four boxes joined by arrows", "Quatre cases reliées par des flèches");
  asked.questions.front().prompt.back() = {
      Figure{"figures/pipe.png", alt, stage.t.text("Which box counts?", "Quelle case compte ?"), 690, 360, 690, {}}};
  figure.state.session->quiz->quiz = std::make_shared<Quiz const>(std::move(asked));
  figure.drafts.quiz = answered(0, {0}, {{0}});
  add("quiz-not-yet").drafts.quiz = {"shell/quizzes/pipes.json", 1, {{0}, {0, 2}}, {}, false, true};
}

}  // namespace

std::vector<Scene> course_scenes(std::string const& language, Policies const& policies) {
  Stage stage{{language == "fr"}, {"", sample_state(Person::awa, language, policies), {}, {}}};
  auto& me = *stage.base.state.session;
  me.courses = library(stage.t);
  me.go_on = ContinueView{"shell", "pipes", stage.t("The Unix shell", "Le shell Unix"), stage.t("Pipes and filters", "Tubes et filtres"),
                          2, 4, 35};
  auto const chapter = std::make_shared<Chapter const>(sample_chapter(language));
  ReadingView reading{"shell", "1", stage.t("The Unix shell", "Le shell Unix"), language, "CC-BY-4.0", "Nelle N., Imhotep O.",
                      contents(stage.t), 2, chapter, {}, 0};
  me.reading = std::move(reading);
  me.quiz = QuizView{"shell", "pipes", "quizzes/pipes.json", std::make_shared<Quiz const>(sample_quiz(language)), {}, false};
  add_courses(stage);
  add_reader(stage);
  add_ends(stage);
  add_quiz(stage);
  return std::move(stage.all);
}

}  // namespace carrel::client
