// Made by dictionary/make_action_dictionary; see there. Frozen with format 2 of an action.
#include "sync/trust/action_dictionary.h"

namespace carrel::sync {

namespace {

constexpr char content[] =
    "\x37\xa4\x30\xec\x02\x00\x00\x00\x40\x10\xa8\xb3\x6d\x0e\xb9\xaa\xca\x66\x66\xa2\x6a\x9b\xd5\xed\x6d\x63\x58\x55\x75\x57\xff\xfc"
    "\x68\x4b\x11\xf6\x45\x6c\x35\x4b\x6f\x4c\x22\x60\xb8\x46\xe3\xe9\x0f\x0d\x53\xe4\x63\x34\xb4\x2f\x30\x68\x69\x69\x69\x77\x8a\x3a"
    "\x9a\x60\x86\x67\x22\xef\x6c\xaa\xef\xa3\x20\x00\x1c\x14\x07\x84\x21\xd1\xb0\xe8\x52\x30\x07\x14\x81\x85\x94\xb0\x32\x16\x08\x23"
    "\x35\xa6\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xa4\x0b\x0a\x06\x08\x23\x81\x98\xc3\x28"
    "\xc6\x18\x63\x18\x45\x84\x49\x04\x00\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x08\x00\x00\x00"
    R"words(abandon absence absent accepter accès accident accompagnement accord accueil accuser acheter acompte adresse adulte affaire affichage
agence agréable aide ailleurs ajouter aller ami ancien ancienne annoncer annuel annulation apparaître appeler apporter apprendre
apprenti appris argent arrêter arriver assez association attendre attente attitude attribuer augmenter autant automatique autorisation
autoriser auteur avance avenir avis avocat banque bas beaucoup besoin bibliothèque bloquer bonne bref bureau caisse calcul candidature
capture carte cas cause centre certain chance changement charge charte chef chercher chiffre choisir choix chose clair classe classement
clavier clé client code colère collègue commande commencer comment commentaire commission commun complet complètement comprendre
comptable conclusion condition confiance confirmer congé connaissance connaître conseil conserver constater consulter contenu contraire
contrat correct correcteur corriger couper courrier créer crédit critère critiquer dater débit début décembre décider décision
découvert découvrir défaut définitif dehors demander démarche démission dépasser dépense déplacement déposer dernier dernière
derrière descendre désolé dessous détail dette devant devenir devis devoir différent difficile difficulté directeur directrice
discrimination discuter disponible disparaître disponibilité distance dommage donc donner données dossier double doute droit durée
échec échanger échéance école économique écouter écran écrire effacer effectuer effet également électronique embauche émotion
empêcher emploi enfant engagement enquête enregistrer enseignant entendre entier entretien envoi envoyer équipe erreur espérer
essayer établissement étape état étranger étude étudiant évaluation éviter exact examen excellent exemple exiger expérience
expirer explication exprimer facile façon facture faible faute faux femme fermer fichier fin financement finir fois fonction formateur
formatrice formulaire fournir frais gagner garder gêner gens gestion gratuit grave groupe habitude heure heureusement homme honte
hôpital horaire ici identité identifiant ignorer image immédiat impayé important impossible impression inacceptable incident
incompréhensible indemnité indiquer information injuste inscrire insister installer insulte intégrer interdire intérêt interroger
inutile invalide jour journée juge juste justice lecteur lecture lent lettre libre licence lieu ligne lire liste livre logiciel loi loin
long lorsque lundi main maintenant maison majorité malade maladie malgré manière manquer marche matériel matière matin mauvais
médecin médiateur meilleur mémoire mensuel mensonge menace mention mère message mettre milieu ministère moins moment monde montrer
moqueur motif moyen nécessaire négliger niveau nombre nommer normal nouveau nouvelle numéro objet obligatoire obtenir occasion offre
ordinateur origine oublier outil ouvrir parcours parler parmi parole partager participer partie partir passer patience payer pays
pédagogique pénaliser pension perdre permettre personnel perte peur pièce place plainte plan planning plein plusieurs point politique
porter poser possible poste pouvoir pratique précédent précis préciser premier première prendre préparer présence présenter
presque preuve prévenir prévoir prier prise privé prix problème procédure prochain produit professeur professionnel promettre
promesse promotion proposer protection prouver public punir qualité quart question quitter raison rapide rappel rapport réaliser
récemment réception recommander reconnaître reconversion recours recruter récupérer réduire refaire référent réflexion refuser
région règle règlement regretter relation relire remarque remettre rendre renouveler renseigner rentrer répéter report reprendre
reprocher réseau réserver respect responsable reste résultat retard retenir retirer retour rétractation retrouver réunion réussir
revenir revoir salaire santé sauf savoir second secrétariat sécurité selon semaine sembler sens sentir série sérieux serveur seul
seulement signaler signature signer silence simple situation social soir solution sommeil sortir soudain souci souffrir soumettre soutien
souvent statut suffire suite suivant suivre sujet supérieur supprimer surprise surtout surveillant suspendre tableau tard tarif
téléphone télécharger témoin temps terminer texte titre tomber total toucher traiter transmettre transport trimestre tromper trouver
tuteur urgence utile utiliser vacances valable valider valeur vendre vente verser version vérifier vie ville visage visible vite vivre
voir voisin voix vouloir vrai vraiment
able about above abroad absent accept access accident accuse across action actually add advertise advice afford afraid again against
agency ago agree ahead alone along already always among amount anger angry announce annoy answer apart apologise appear apply appoint
approve argue around arrive article aside assign attach attempt attend attention attitude audio aunt author average avoid award away back
balance bank basic become begin behave behind believe belong below benefit beside best better between beyond bill birth block blame book
both bother bottom break bring broken budget build bus busy button buy calculate calendar camera card care careful career carry case cash
catch cause certain chance change chapter charge chat cheap check child choice choose claim class clear click client close code cold
colleague college come common community compare complain complete computer concern condition confirm confuse connect consent consider
contact contain content continue contract control convince copy correct cost count country couple cover create credit criterion criticise
crucial current customer cut damage danger data deadline deaf dear debt decide decision deduct degree delay delete deliver demand deny
depend deposit describe deserve desk despite detail device differ difficult direct director disagree disappear discount discover
discriminate discuss dismiss display distance document double doubt draft drive drop during duty each early earn easy education effect
effort either electronic else embarrass emergency employ empty encourage end enough enrol enter entire entirely entitle equal error essay
even evening event ever evidence exact exam example excellent except exchange excuse expect expense experience expert expire explain
express extra face fact fail fair faith fall false family far fast fault favour fear feature feedback feel fellow few fight figure file
fill final finance find fine finish first fix follow force foreign forget form formal former forum forward found free friend front full
fully fund further future gave general get give glad goal gone good government grant great group grow guarantee guess guide half hand
handle happen happy hard harass hardly hate head health hear heard heavy held help here high history hold holiday home honest hope
hospital hour house however human humiliate hurt ignore illegal illness image immediate important impossible improve include income
incorrect increase indeed inform information inside insist install instead institute instruct insult intend interest internal interrupt
interview introduce invite issue item join joke judge just keep kept key kind know knowledge known lack language laptop large last late
later laugh law lawyer lead learn learner least leave lesson let letter level library lie life like likely limit line link list listen
little live load local lock long look lose lost loud low luck machine main major make manage manager mark market matter maximum maybe
mean measure media meet member mention mind minimum minor minute miss mistake mobile moment money month more morning most mother move
much name national near necessary need negative neither network new news next nice night nobody noise none normal note notice notify
number object obtain obvious offer office official often old open opinion option oral order organise original otherwise outside owe own
package page paid pain paper parent part particular partner pass past pay pension people percent perfect perhaps period permission permit
person personal picture piece place plagiarism plan platform please point police policy polite poor position positive possible post
practice prefer prepare present pressure pretend previous price print private probably problem procedure process produce professional
professor programme progress project promise proof proper propose protect prove provide public publish purchase purpose push put quality
quarter question quick quiet quite raise rate rather reach read ready real realise really reason receipt receive recent recognise
recommend record recover reduce refer refuse regard region register regret regular reject related relevant relief remain remember remind
remove rent repair repeat replace reply report represent request require reschedule research reserve resign respect respond responsible
result resume return review right risk role room rude rule run sad safe salary same satisfied save schedule scholarship school score
search second secretary section secure see seem select sell send sense separate serious server service set several severe share short
show shut sick side sign similar simple since single site situation skill sleep slide slow small smart social software solution solve
some soon sorry sound source speak special spend staff standard start state statement station stay step still stop store story strange
stress strict strong student study stupid style subject submit success such sudden suffer suggest suit supervisor supply support suppose
sure surprise suspend switch system table take talk teach teacher team technical tell term terrible test text thank thing think threat
through ticket time tired title together tone tool top topic total touch toward town track train transfer translate travel treat trial
trouble true trust truth try tutor twice type understand unfair university unless until update upload upset urgent usual usually value
various verify version video view visit voice volunteer wait walk want warn waste watch weak wear website week weekend welcome whatever
where whether whole wife wish withdraw within woman wonder word work worker world worry worse worst worth write written wrong year young
janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi
dimanche
January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday
Sunday
Madame, Monsieur, Bonjour, je vous écris au sujet de ma formation. Je me permets de vous contacter parce que je n'ai toujours pas reçu
de réponse à mes messages. Cela fait plusieurs semaines que j'attends une réponse de votre part, et personne ne m'a rappelé malgré
mes relances. Merci d'avance pour votre aide. Je vous remercie de votre compréhension. Cordialement, Bien à vous,
Hello, Good morning, Dear Sir or Madam, I am writing to you about my course because I have not received an answer to my messages for
several weeks, although I have written more than once. Thank you in advance for your help. Kind regards, Best regards, Yours sincerely,
Les séances de mentorat sont annulées au dernier moment, sans explication et sans être remplacées. Mon mentor ne répond pas, il est
arrivé en retard, il ne connaît pas le sujet du projet et ne prépare rien. Elle a changé l'horaire sans me prévenir. Je voudrais
changer de mentor et rattraper les séances perdues. Il m'a demandé de recommencer tout le travail. Nous avions rendez-vous à dix
heures, il n'est pas venu. Quelqu'un d'autre, quelque chose, quelques jours, chaque semaine, tous les jours, toute la journée, au moins,
à chaque fois, tout de suite, aujourd'hui, hier, demain matin, la veille, le lendemain, l'après-midi, ce soir.
The mentoring sessions were cancelled at the last minute without explanation and were never replaced. My mentor does not answer, was late
again, did not know the subject of my project and had prepared nothing. She changed the time without telling me. I would like another
mentor and the lost sessions back. We had an appointment at ten, nobody came. He asked me to do all the work again. Somebody else,
something, anything, everyone, nothing, every week, every day, the whole day, at least, at once, each time, the next morning, yesterday,
today, tomorrow, this evening, in the afternoon, two hours later.
J'ai été prélevé deux fois pour le même mois. Le montant débité ne correspond pas au prix affiché lors de l'inscription. J'ai
résilié mon abonnement avant la date d'échéance et les prélèvements continuent. Je n'ai pas reçu la facture. Ma banque a rejeté
le paiement et vous me facturez des frais. Je demande le remboursement de la somme de euros sur mon compte bancaire, par virement. Le
contrat que j'ai signé ne prévoit pas cela. Mon financeur, mon employeur, France Travail, le CPF et la région doivent recevoir les
justificatifs. Le code de réduction n'a pas fonctionné. L'essai gratuit s'est transformé en abonnement payant.
I was charged twice for the same month. The amount taken from my account is not the price that was shown when I signed up. I cancelled my
subscription before the renewal date and the payments continue. I never received the invoice. My bank returned the payment and you charge
me a fee for it. I ask for a refund of the full amount to my bank account or card. The contract that I signed does not say so. My
employer, the training fund and the job centre need the documents. The discount code did not work. The free trial turned into a paid
subscription. It is not fair that I have to pay for that.
Mon projet a été refusé alors que tous les critères sont remplis. Le compte rendu de l'évaluateur ne dit pas ce qui manque. La
soutenance a duré moins longtemps que prévu et le jury n'avait pas lu mon dossier. La note ne correspond pas aux commentaires. On
m'accuse d'avoir copié le travail d'un autre élève, ce qui est faux. Je demande une nouvelle évaluation par une autre personne, une
nouvelle date de soutenance et un délai supplémentaire. J'ai déposé mes livrables dans les temps. Je n'ai pas pu présenter mon
travail. Je ne comprends pas pourquoi. Il y a une erreur dans la correction de la question.
My project was not validated although all the criteria are met. The report of the assessor does not say what is missing. The presentation
was shorter than planned and the panel had not read my files. The grade does not match the comments. I am accused of having copied the
work of another student, which is not true. I ask for a new assessment by another person, a new date and more time. I handed in my work
before the deadline. I could not present my work. I do not understand why. There is a mistake in the answer to the question in the quiz,
and in the exercise on page.
Je n'ai pas reçu mon certificat, mon diplôme, mon attestation de fin de formation ni mon relevé de notes. Mon nom, ma date de
naissance et mon adresse sont faux sur le document. J'en ai besoin pour un emploi, pour un concours, pour la préfecture. On me dit que
c'est en cours de traitement depuis des mois. Le lien de vérification ne marche pas. L'attestation d'inscription, le certificat de
réalisation, le titre professionnel, le stage, la convention, l'alternance, l'apprentissage, l'entreprise.
I have not received my certificate, my diploma, the proof of completion or the transcript. My name, my date of birth and my address are
wrong on the document. I need it for a job, for an application, for the authorities. I am told that it is being processed, for months
now. The link to verify it does not work. The registration, the internship, the agreement, the apprenticeship, the company, the training,
the department.
Le site est inaccessible, la page reste bloquée, la vidéo ne se charge pas, l'application se ferme toute seule. Je ne peux plus me
connecter à mon compte, mon mot de passe n'est pas reconnu. Mes réponses n'ont pas été enregistrées et j'ai perdu plusieurs heures
de travail. La connexion internet est mauvaise chez moi, le téléchargement recommence à zéro. Le bouton ne fonctionne pas, l'écran
est trop petit, les sous-titres manquent. Je suis en situation de handicap et le contenu n'est pas accessible avec mon lecteur d'écran.
The website is down, the page is blank, the video does not load, the app closes by itself. I cannot log in to my account any more, my
password is not accepted. My answers were not saved and I lost several hours of work. The internet connection where I live is bad, and
the download starts again from the beginning. The button does not work, the screen is too small, there are no subtitles. I have a
disability and the content cannot be read with my screen reader. I tried another computer, another browser, the phone and the tablet.
Le chapitre contient des erreurs, les exemples sont dépassés, l'énoncé de l'exercice n'est pas clair, la traduction est mauvaise, les
liens ne mènent nulle part. Le cours ne correspond pas à ce qui était annoncé dans la description. Le contenu n'a pas été mis à
jour.
The chapter has mistakes, the examples are out of date, the exercise is not clear, the translation is poor, the links lead nowhere. The
course is not what was announced in the description. The content has not been updated.
Votre service client m'a répondu par un message automatique, ma demande a été fermée sans être résolue. J'ai appelé plusieurs
fois, on m'a raccroché au nez. La personne au téléphone m'a promis de me rappeler. Chaque conseiller me donne une information
différente. J'ai expliqué ma situation par courriel, par téléphone, dans le chat et sur la plateforme. J'ai été mal reçu. Je
trouve cela inadmissible, je suis très déçue, c'est la première fois que cela m'arrive. Je souhaite des excuses écrites, une
explication, et que cela ne se reproduise pas. Je demande que mon dossier soit traité rapidement par une personne compétente et d'être
tenu informé.
Your customer service answered with an automatic message and closed my request without solving it. I called several times and was put on
hold. The person on the phone promised to call me back. Everybody tells me something different. I explained my situation by e-mail, by
phone, in the chat and on the platform. I find this unacceptable, I am very disappointed, and it should not happen to other people. I
would like a written apology, an explanation, and that it does not happen again. I ask that my file is handled by someone who knows about
it and that I am kept informed. They said that they would look into it.
je suis, j'ai été, il y a, c'est, ce n'est pas, qu'il, qu'elle, qu'on, n'est pas, n'a pas, n'ai pas, ne sont pas, ne peut pas, je ne
peux pas, il faut, on m'a dit que, on me répond que, parce que, alors que, pendant que, depuis que, afin que, pour que, avant de, sans
que, lorsque, puisque, même si, dans le cadre de, à cause de, en raison de, de la part de, par rapport à, au lieu de, il me semble
que, j'aimerais que, je voudrais que, je demande que, avec les autres, entre les deux, sur le, dans la, pour les, par une, est-ce que,
comme si, plus que, moins de, trop tard, très peu, encore une fois, toujours pas, jamais, rien, aussi, donc, ensuite, enfin, cependant,
pourtant, notre, votre, leur, cette, celui-ci, ceux qui, dont, lesquels, auprès de l', d'un, d'une, qui m'a, que j'ai, ce qui, ce que,
tout ce, mes deux enfants, ma famille, mon travail, ma fille, mon fils, une réponse claire, un dédommagement, une prolongation de
l'abonnement de mois.
I have been, there is, it is not, that is, which is, who is, they are, were not, was not, has not been, have been, does not, did not, do
not, cannot, could not, would not, should be, must be, will be, I was told that, they tell me that, because of, because I, although I,
while the, since the, so that, before the, after that, without any, when I, even if, even though, instead of, according to the, in order
to, with the, from the, of the, in the, to the, on the, for the, at the, by the, about the, and the, that the, this was, these are, other
than, more than, less than, too late, very little, once again, still not, never, nothing, only, also, then, therefore, however, another,
their, our, your, with my, of my, in my, to my, for my, my children, my family, my job, my daughter, my son, would be, I think that, I
want, I need, I paid, a clear answer, compensation, an extension of my subscription by months, as soon as possible.
)words";

}  // namespace

BytesView action_dictionary_2() { return as_bytes(std::string_view(content, sizeof content - 1)); }

}  // namespace carrel::sync
