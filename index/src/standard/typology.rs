//! The typologies of the standard: what kind of organisation keeps a venue, as a code.
//!
//! The 1.0.2 schema leaves the list to the library of the national map, whose 2.3.0 holds these codes. Their names for
//! the public are in the locale files: a code means nothing to a visitor.

use super::{Deserialize, Deserializer, Serialize, Serializer};

terms! {
    /// What kind of organisation it is: field `typologie`.
    Typology, code, from_code:
    /// Ateliers et chantiers d'insertion.
    Aci = "aci", "ACI";
    /// Ateliers et chantiers d'insertion, premières heures en chantier.
    Aciphc = "aciphc", "ACIPHC";
    /// Agence nationale de formation des adultes.
    Afpa = "afpa", "AFPA";
    /// Association intermédiaire.
    Ai = "ai", "AI";
    /// Aide sociale à l'enfance.
    Ase = "ase", "ASE";
    /// Association.
    Asso = "asso", "ASSO";
    /// Association de chômeurs.
    AssoChomeur = "asso-chomeur", "ASSO_CHOMEUR";
    /// Anything else.
    Autre = "autre", "Autre";
    /// Crèche à vocation d'insertion professionnelle.
    Avip = "avip", "AVIP";
    /// Bibliothèque, médiathèque.
    Bib = "bib", "BIB";
    /// Accueil et réduction des risques pour usagers de drogues.
    Caarud = "caarud", "CAARUD";
    /// Accueil de demandeurs d'asile.
    Cada = "cada", "CADA";
    /// Caisse d'allocations familiales.
    Caf = "caf", "CAF";
    /// Cap emploi.
    CapEmploi = "cap-emploi", "CAP_EMPLOI";
    /// Adaptation à la vie active.
    Cava = "cava", "CAVA";
    /// Communauté de communes.
    Cc = "cc", "CC";
    /// Centre communal d'action sociale.
    Ccas = "ccas", "CCAS";
    /// Chambre consulaire.
    Ccons = "ccons", "CCONS";
    /// Conseil départemental.
    Cd = "cd", "CD";
    /// Centre départemental d'action sociale.
    Cdas = "cdas", "CDAS";
    /// Centre des finances publiques.
    Cfp = "cfp", "CFP";
    /// Hébergement et réinsertion sociale.
    Chrs = "chrs", "CHRS";
    /// Hébergement d'urgence.
    Chu = "chu", "CHU";
    /// Centre intercommunal d'action sociale.
    Cias = "cias", "CIAS";
    /// Information sur les droits des femmes et des familles.
    Cidff = "cidff", "CIDFF";
    /// Cité des métiers.
    Citmet = "citmet", "CITMET";
    /// Centre médico-psychologique.
    Cmp = "cmp", "CMP";
    /// Centre médico-social.
    Cms = "cms", "CMS";
    /// Caisse primaire d'assurance maladie.
    Cpam = "cpam", "CPAM";
    /// Centre provisoire d'hébergement.
    Cph = "cph", "CPH";
    /// Centre social.
    Cs = "cs", "CS";
    /// Soins et prévention en addictologie.
    Csapa = "csapa", "CSAPA";
    /// Centre socioculturel.
    Csc = "csc", "CSC";
    /// Direction de l'économie, de l'emploi, du travail et des solidarités.
    Deets = "deets", "DEETS";
    /// Services sociaux du département.
    Dept = "dept", "DEPT";
    /// Délégation à la lutte contre la pauvreté.
    Diplp = "diplp", "DIPLP";
    /// École de la deuxième chance.
    E2c = "e2c", "E2C";
    /// Entreprise adaptée.
    Ea = "ea", "EA";
    /// Entreprise adaptée de travail temporaire.
    Eatt = "eatt", "EATT";
    /// Entreprise d'insertion.
    Ei = "ei", "EI";
    /// Entreprise d'insertion par le travail indépendant.
    Eiti = "eiti", "EITI";
    /// Espace numérique mobile.
    Enm = "enm", "ENM";
    /// Intercommunalité.
    Epci = "epci", "EPCI";
    /// Espace public internet.
    Epi = "epi", "EPI";
    /// Établissement pour l'insertion dans l'emploi.
    Epide = "epide", "EPIDE";
    /// Espace public numérique.
    Epn = "epn", "EPN";
    /// Épicerie solidaire.
    Es = "es", "ES";
    /// Établissement d'aide par le travail.
    Esat = "esat", "ESAT";
    /// Entreprise de l'économie sociale et solidaire.
    Ess = "ess", "ESS";
    /// Entreprise de travail temporaire d'insertion.
    Etti = "etti", "ETTI";
    /// Espace de vie sociale.
    Evs = "evs", "EVS";
    /// Fablab.
    Fablab = "fablab", "FABLAB";
    /// Fabrique.
    Fabrique = "fabrique", "FABRIQUE";
    /// Fédération d'acteurs de l'insertion et de la solidarité.
    Fais = "fais", "FAIS";
    /// France Travail.
    Ft = "ft", "FT";
    /// Groupement d'employeurs pour l'insertion et la qualification.
    Geiq = "geiq", "GEIQ";
    /// Hébergement d'urgence pour demandeurs d'asile.
    Huda = "huda", "HUDA";
    /// La Poste.
    LaPoste = "la-poste", "LA_POSTE";
    /// Maison de l'emploi.
    Mde = "mde", "MDE";
    /// Maison des habitants.
    Mdh = "mdh", "MDH";
    /// Maison de l'emploi et de la formation.
    Mdef = "mdef", "MDEF";
    /// Maison départementale des personnes handicapées.
    Mdph = "mdph", "MDPH";
    /// Maison départementale des solidarités.
    Mds = "mds", "MDS";
    /// Maison des jeunes et de la culture.
    Mjc = "mjc", "MJC";
    /// Mission locale.
    Ml = "ml", "ML";
    /// Maison de quartier.
    Mq = "mq", "MQ";
    /// Mutualité sociale agricole.
    Msa = "msa", "MSA";
    /// Maison de services au public.
    Msap = "msap", "MSAP";
    /// Municipalité.
    Muni = "muni", "MUNI";
    /// Accueil communautaire et activités solidaires.
    Oacas = "oacas", "OACAS";
    /// Organisation à qui un département délègue.
    Odc = "odc", "ODC";
    /// Organisme de formation.
    Of = "of", "OF";
    /// Intermédiation locative.
    Oil = "oil", "OIL";
    /// Organisation qui porte la clause sociale.
    Opcs = "opcs", "OPCS";
    /// Point d'accès au droit.
    Pad = "pad", "PAD";
    /// Pension de famille.
    Pension = "pension", "PENSION";
    /// Point info.
    Pi = "pi", "PI";
    /// Point ou bureau information jeunesse.
    PijBij = "pij-bij", "PIJ_BIJ";
    /// Point information médiation multiservices.
    Pimms = "pimms", "PIMMS";
    /// Protection judiciaire de la jeunesse.
    Pjj = "pjj", "PJJ";
    /// Plan local pour l'insertion et l'emploi.
    Plie = "plie", "PLIE";
    /// Préfecture, sous-préfecture.
    Pref = "pref", "PREF";
    /// Club de prévention.
    Prevention = "prevention", "PREVENTION";
    /// Région.
    Reg = "reg", "REG";
    /// Relais lecture.
    RelaisLecture = "relais-lecture", "RELAIS_LECTURE";
    /// Ressourcerie.
    Ressourcerie = "ressourcerie", "RESSOURCERIE";
    /// Réseau France Services.
    Rfs = "rfs", "RFS";
    /// Résidence sociale, foyer de jeunes travailleurs.
    RsFjt = "rs-fjt", "RS_FJT";
    /// Services et clubs de prévention.
    Scp = "scp", "SCP";
    /// Service pénitentiaire d'insertion et de probation.
    Spip = "spip", "SPIP";
    /// Tiers-lieu, cotravail.
    TiersLieux = "tiers-lieux", "TIERS_LIEUX";
    /// Union départementale des associations familiales.
    Udaf = "udaf", "UDAF";
}
