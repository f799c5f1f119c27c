//! What invented venues are put together from. All lists are in order of how often a word is drawn, where that matters.

/// Kinds of venue, the most frequent first, with their code in the standard.
pub(super) const KINDS: &[(&str, &str)] = &[
    ("Mairie", "MUNI"),
    ("France services", "RFS"),
    ("Médiathèque", "BIB"),
    ("CCAS", "CCAS"),
    ("Bibliothèque municipale", "BIB"),
    ("Centre social", "CS"),
    ("Mission locale", "ML"),
    ("Maison de quartier", "MQ"),
    ("Espace public numérique", "EPN"),
    ("Association familiale", "ASSO"),
    ("Maison des services", "MSAP"),
    ("Tiers-lieu", "TIERS_LIEUX"),
    ("Espace de vie sociale", "EVS"),
    ("Fablab", "FABLAB"),
    ("Agence France Travail", "FT"),
    ("Cyber-base", "EPN"),
    ("Point information jeunesse", "PIJ_BIJ"),
    ("Maison des solidarités", "MDS"),
    ("MJC", "MJC"),
    ("Ressourcerie", "RESSOURCERIE"),
    ("La Poste", "LA_POSTE"),
    ("Foyer rural", "ASSO"),
    ("Ludothèque", "BIB"),
    ("Caisse d'allocations familiales", "CAF"),
    ("Café associatif", "ASSO"),
    ("Atelier partagé", "FABLAB"),
    ("Pimms Médiation", "PIMMS"),
    ("Maison de l'emploi", "MDE"),
    ("Communauté de communes", "CC"),
    ("Université populaire", "ASSO"),
];

/// Whom places and streets are called after.
pub(super) const PATRONS: &[&str] = &[
    "Victor-Hugo",
    "Jean-Moulin",
    "Louise-Michel",
    "Jules-Ferry",
    "Simone-Veil",
    "Aimé-Césaire",
    "Olympe-de-Gouges",
    "Jean-Jaurès",
    "Marie-Curie",
    "Émile-Zola",
    "Rosa-Parks",
    "George-Sand",
    "Pablo-Picasso",
    "Jacques-Prévert",
    "Albert-Camus",
    "Colette",
    "Gisèle-Halimi",
    "Nelson-Mandela",
    "Léo-Lagrange",
    "Marcel-Pagnol",
    "Antoine-de-Saint-Exupéry",
    "Joséphine-Baker",
    "Louis-Aragon",
    "Elsa-Triolet",
    "Jean-Macé",
    "Germaine-Tillion",
    "François-Mitterrand",
    "Boris-Vian",
    "Françoise-Dolto",
    "Honoré-de-Balzac",
    "Charles-Péguy",
    "Anne-Frank",
    "Frida-Kahlo",
    "Léopold-Sédar-Senghor",
    "Marguerite-Yourcenar",
    "André-Malraux",
    "Berthe-Morisot",
    "Paul-Éluard",
    "Saint-Exupéry",
    "Notre-Dame",
    "du Grand-Pré",
    "du Vieux-Moulin",
    "des Quatre-Vents",
    "de la Gare",
    "du Château-d'Eau",
    "de l'Hôtel-de-Ville",
    "du Centre",
    "des Œillets",
    "de l'Étoile",
    "Sainte-Barbe",
];

pub(super) const STREETS: &[&str] = &["Rue", "Avenue", "Place", "Boulevard", "Impasse", "Chemin", "Allée", "Quai"];

pub(super) const COMPLEMENTS: &[&str] = &["Entrée par la cour", "Premier étage", "Bâtiment B", "Derrière la mairie"];

/// Opening hours as producers write them: OpenStreetMap syntax mostly, some free text, some mistakes.
pub(super) const HOURS: &[&str] = &[
    "Mo-Fr 09:00-12:00,14:00-17:00",
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 08:30-12:00,13:30-17:30",
    "Mo-Fr 08:30-12:30,13:30-17:00; Sa 09:00-12:00",
    "Tu-Sa 10:00-18:00",
    "Tu-Fr 10:00-12:00,14:00-18:00; Sa 10:00-17:00",
    "Tu,Fr 14:00-18:00; We,Sa 10:00-12:00,14:00-18:00",
    "We 10:00-12:00,14:00-18:00; Sa 10:00-12:00",
    "Mo-Th 09:00-12:30,13:30-17:30; Fr 09:00-12:30",
    "Mo,Tu,Th,Fr 09:00-12:00",
    "Mo 14:00-17:30; Tu-Fr 09:00-12:00,14:00-17:30; PH off",
    "Mo-Fr 09:00-12:00; PH off",
    "Mo-Sa 09:00-19:00",
    "Mo-Su 08:00-20:00",
    "Th 14:00-16:00",
    "Tu 09:00-12:00",
    "Mo-Fr 10:00-16:00; Sa,Su off",
    "Mo-Fr 08:00-12:00,13:00-16:30; PH off",
    "We-Sa 13:30-18:30",
    "Tu-Sa 09:30-12:30,14:00-18:30; PH off",
    "Mo,We,Fr 13:30-17:00",
    "Mo-We 09:00-12:00; Th 14:00-19:00; Fr 09:00-12:00",
    "Fr 09:00-12:00,13:30-20:00",
    "Mo-Fr 07:45-18:15",
    "Mo-Fr 09:15-11:45,13:45-16:45",
    "Sa 09:00-12:00",
    "Tu,Th 17:00-20:00",
    "Mo-Th 08:30-17:00; Fr 08:30-16:00",
    "We,Fr 09:00-12:00,14:00-17:00; PH off",
    "Mo-Fr 08:00-18:00; Sa 08:00-12:00; PH off",
    "week 01-53/2 We 09:00-12:00",
    "Tu[1],Tu[3] 14:00-17:00",
    "Mo-Fr 09:00-12:00,14:00-17:00; Jul-Aug off",
    "Sep-Jun: We 14:00-18:00; Jul-Aug: Tu 10:00-12:00",
    "24/7",
    "Sur rendez-vous",
    "Du lundi au vendredi de 9h à 12h et de 14h à 17h",
    "Th 08:30-12:00-13:30",
    "Tu 12:30",
    "mardi et jeudi matin",
];

/// Words of presentations, the most frequent first, parted by spaces.
pub(super) const COMMON: &str = "\
    de et à la les des le pour en un du vous une aux numérique dans accompagnement démarches sur ordinateur aide par \
    avec internet accès est vos ateliers services usages conseiller administratives publics rendez-vous libre tous \
    numériques informatique espace accueil permanence au formation lieu ligne place personnes emploi outils \
    individuel collectifs matériel son sa ses chaque mercredi impression wifi scanner gratuit habitants tablette \
    téléphone smartphone découverte initiation bureautique recherche jeunes seniors familles enfants droits santé \
    impôts retraite logement mobilité équipe projet quartier commune territoire association médiathèque bibliothèque \
    mairie maison livres jeux vidéo musique création fabrication imprimante photo courrier messagerie sécurité mot \
    passe compte dossier formulaire écriture lecture langue française cours soutien scolaire parents écoute conseil \
    orientation insertion professionnelle candidature entretien lettre motivation stage alternance handicap \
    accessible ascenseur étage parking arrêt bus gare centre bourg ouvert fermé vacances inscription adhésion tarif \
    euros prêt don réparation recyclage reconditionné débutants confirmés autonomie bénévoles partenaires réseau \
    itinérant camion village rural urbain citoyens visio carte identité passeport permis grise caf allocations \
    assurance maladie prime activité chèque énergie facture banque achat culture cinéma exposition conférence débat \
    robotique programmation couture découpe laser";

/// How many words there are beyond the common ones: names of people, of streets, of projects.
pub(super) const INVENTED: usize = 40_000;

pub(super) const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "j", "l", "m", "n", "p", "pl", "qu", "r", "s", "t",
    "tr", "v", "vr",
];

pub(super) const VOWELS: &[&str] = &["a", "é", "i", "o", "ou", "u", "an", "on", "ai", "eu", "in", "oi", "è", "e"];

pub(super) const ENDS: &[&str] =
    &["l", "ne", "r", "tte", "x", "s", "rd", "lle", "gne", "c", "t", "ric", "mont", "val", "ville", "nière"];
