//! The French words that case can be told from: small words, common nouns of venues with their accents, acronyms and
//! kinds of streets. Chosen by how often they stand in real names written in capitals.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::standard::Typology;

/// Words that take no capital inside a name.
const SMALL: &str =
    "à au aux avec chez dans de des du en entre et hors la le les lès ou par pour près sans sous sur un une vers d l";

/// Words of venue names, as they are written inside a name: with their accents, and a capital for those that are names, among
/// which the départements that have an accent.
const COMMON: &str = "
accès accompagnement accueil actif action actions activité activités administrative adultes agence agglomération agglo
agir agricole agriculture aide aides aînés alimentaire amicale amis appui ancien ancienne animation antenne apprentissage
artisanat asso associatif association associations associative atelier ateliers autonomie avenir
bâtiment bibliothèque boutique bourg bureau bus
cadre café camping campus canton cantonal carrefour caserne centre centres chambre chantier chantiers château
cité citoyen citoyenne citoyens club cohésion collectif collège collectivité comité commerce communal communale communaux
communautaire communauté communautés commune communes compétences conseil consulaire coopératif coopérative cours culture
culturel culturelle culturels culturelles cyber cybercentre
délégation délégué déléguée départemental départementale départementales département développement direction domicile droit droits durable
école écoles économie économique éducatif éducation égalité élémentaire emploi enfance enfant enfants enseignement
ensemble entraide entreprise entreprises environnement évasion équipe espace espaces établissement étape étudiants
fabrique familial familiale familiales familiaux famille familles fédération femmes ferme fondation formation formations
forum foyer foyers français française
gare général générale gestion groupe groupement guichet
habitants habitat halte handicap handicapés hébergement hôpital hôtel humain
immeuble indépendant industrie info information informations informatique initiative initiatives insertion institut intégration
intercommunal intercommunale intercommunalité intergénérationnel internet itinérant itinérante
jeune jeunes jeunesse jour
laïque laïques lecture lieu lieux ligue local locale locales logement loisir loisirs ludothèque lycée
mairie maison maisons mairies maternelle médiateur médiathèque médiation médico métier métiers métropole mission missions mixte
mobile mobilité mobilités mouvement multimédia multiservice multiservices municipal municipale municipalité musée mutuelle
nationale national numérique numériques
office organisme
parc parents parentalité partage partagé passerelle patronage pays pension permanence personnel personnes pépinière petite
pluriel point pôle polyvalente populaire prévention privé professionnel professionnelle professionnels programme projet projets
protection proximité public publics publique publiques
quartier quartiers
réemploi régie région régional régionale réinsertion relais rencontre rencontres résidence résidences ressource ressources ressourcerie
retraités rural rurale rurales ruraux
saisonniers salle salon sanitaire santé seniors service services secteur site social sociale sociales sociaux société socio socioculturel
socioculturelle solidaire solidaires solidarité solidarités sport sportif sports syndicat
technique territoire territoires territorial territoriale théâtre tiers tourisme toutes tous travail travailleurs tremplin
union universitaire université usagers
vacances vallée vallées vie vieux village villages ville
Connect Croix Emmaüs Europe France Poste Rouge Secours
Ardèche Ariège Auvergne Cévennes Corrèze Côtes Drôme Finistère Hérault Île Isère Lozère Nièvre Périgord Pyrénées
Réunion Rhône Saône Sèvres Vendée Vosges
";

/// Acronyms that have a vowel, beside the typologies of the standard.
const ACRONYMS: &str = "
ACSEA ADAPEI ADAPT ADEAR ADIE ADIL ADIM ADMR ADOMA ADSEA AFEV AFIJ AFPA AFTAM AGASC AIVS ALEFPA ALT APAJH APEI APF ARS ASBL
ASFAD AVIE BIJ BP CA CAARUD CAUE CCI CDC CEA CEMEA CESF CFA CFPPA CIBC CIDEX CIL CIO CIJ CIP CLAE CLAJ CNAM CNAV CNED CNFPT CPIE
CRI CRIJ CROUS CTM CU DDCS DREETS DRAC EHPAD EIRL EURL FJT FLE FPH GAEC GHL GIE GIP GRETA HLM IAE IFAC IME INSA IRTS IUT
LEA LEP MDSI MECS MFR MIFE MLJ MSAP MSD NPNRU OPAC OPH PIJ PAIO PETR PMI PNR QPV RAM RERS RPE RPA RSA SAMU SARL SAS SAVS SCI
SCIC SCOP SIAE SIAO SICTOM SIVOM SIVU SIVOS SOS SPEF SSIAD UFCV UIMM UNAF UPE URAF URSSAF USEP UTPAS ZA ZAC ZI ZUP ZRR
";

/// Kinds of streets, as address files shorten them, and in full.
const STREETS: &[(&str, &str)] = &[
    ("all", "allée"),
    ("allee", "allée"),
    ("allees", "allées"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("avenue", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("boulevard", "boulevard"),
    ("che", "chemin"),
    ("chemin", "chemin"),
    ("chaussee", "chaussée"),
    ("cours", "cours"),
    ("crs", "cours"),
    ("esp", "esplanade"),
    ("esplanade", "esplanade"),
    ("fg", "faubourg"),
    ("faubourg", "faubourg"),
    ("imm", "immeuble"),
    ("imp", "impasse"),
    ("impasse", "impasse"),
    ("ld", "lieu-dit"),
    ("mte", "montée"),
    ("montee", "montée"),
    ("passage", "passage"),
    ("pl", "place"),
    ("place", "place"),
    ("prom", "promenade"),
    ("promenade", "promenade"),
    ("qua", "quartier"),
    ("quai", "quai"),
    ("quartier", "quartier"),
    ("r", "rue"),
    ("res", "résidence"),
    ("route", "route"),
    ("rte", "route"),
    ("rue", "rue"),
    ("sente", "sente"),
    ("sq", "square"),
    ("square", "square"),
    ("voie", "voie"),
    ("bis", "bis"),
    ("ter", "ter"),
    ("quater", "quater"),
];

/// What a folded word is.
enum Kind {
    Small(&'static str),
    Common(&'static str),
    Acronym,
}

static WORDS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
    let typologies = Typology::ALL.iter().map(|typology| typology.code()).filter(|code| !is_also_a_word(code));
    let acronyms = ACRONYMS.split_whitespace().chain(typologies).map(|word| (fold(word), Kind::Acronym));
    let common = COMMON.split_whitespace().map(|word| (fold(word), Kind::Common(word)));
    let small = SMALL.split_whitespace().map(|word| (fold(word), Kind::Small(word)));
    // The last to be put in wins: a small word is never anything else.
    acronyms.chain(common).chain(small).collect()
});

/// Codes of the standard that are words, or have several.
fn is_also_a_word(code: &str) -> bool {
    code.contains('_')
        || matches!(
            code,
            "Autre" | "FABRIQUE" | "FABLAB" | "PENSION" | "PREVENTION" | "RESSOURCERIE" | "ES" | "EI" | "OF"
        )
}

/// A small word as written inside a name.
pub(super) fn small(folded: &str) -> Option<&'static str> {
    match WORDS.get(folded) {
        Some(Kind::Small(word)) => Some(word),
        _ => None,
    }
}

/// A common word as written inside a name.
pub(super) fn common(folded: &str) -> Option<&'static str> {
    match WORDS.get(folded) {
        Some(Kind::Common(word)) => Some(word),
        _ => None,
    }
}

/// Whether it is a known acronym.
pub(super) fn is_acronym(folded: &str) -> bool {
    matches!(WORDS.get(folded), Some(Kind::Acronym))
}

/// Whether it is a known word and no acronym.
pub(super) fn is_word(folded: &str) -> bool {
    matches!(WORDS.get(folded), Some(Kind::Small(_) | Kind::Common(_)))
}

/// A kind of street in full.
pub(super) fn street(folded: &str) -> Option<&'static str> {
    STREETS.iter().find(|(short, _)| *short == folded).map(|(_, full)| *full)
}
