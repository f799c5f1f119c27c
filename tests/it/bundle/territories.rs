//! One source cut into the editions of many towns; with real data where it is at hand.

use std::fs;

use repere_index::edition::Edition;

use super::{Office, open};
use crate::national;

#[test]
fn each_town_gets_its_own_stick() {
    let office = Office::new(2);
    let more = "v8,Lieu de Liévin,Liévin,62800,50.42,2.78,,2026-03-02,\n";
    let list = fs::read_to_string(office.path("edition/venues.csv")).unwrap();
    office.write("edition/venues.csv", list + more);
    office.write("edition/local/closures.csv", "venue_id,from,until\nv1,2026-11-24,\nv8,2026-11-25,\n");
    let towns = office.write("villes.txt", "# nos villes\r\n62300\r\n\r\nLiévin\r\n");
    let out = office.build(&format!("--territory {} --territory LIÉVIN", towns.display())).done();
    assert!(out.contains("Liévin : Essai") && out.contains("Lens 62300 : Essai"), "{out}");
    for (slug, venues, closed) in [("62300", 2, "v1,2026-11-24,\n"), ("lievin", 1, "v8,2026-11-25,\n")] {
        let folder = office.path(&format!("out/{slug}-1/{slug}-1"));
        let manifest = open(&folder).manifest;
        assert_eq!((manifest.territory.as_str(), manifest.counts.venues), (slug, venues));
        let closures = fs::read_to_string(folder.join("local/closures.csv")).unwrap();
        assert_eq!(closures, format!("venue_id,from,until\n{closed}"));
        let findings = Edition::from_folder(&folder).unwrap().local.findings;
        assert!(findings.is_empty(), "{findings:?}");
        assert!(office.path(&format!("out/{slug}-1/LISEZ-MOI.txt")).is_file());
    }

    // All follow their own one before; a town that is new begins.
    let out = office.build("--territory 62300 --territory 62 --previous @out --sequence 4").done();
    assert!(out.contains("Rien ne change par rapport à l'édition 1"), "{out}");
    assert!(out.contains("c'est la première"), "{out}");
    assert!(office.path("out/62-4/62-4").is_dir() && office.path("out/62300-4").is_dir());
}

/// One that leaves nothing: none is written.
#[test]
fn all_are_written_or_none() {
    let office = Office::new(2);
    let sentence = office.build("--territory 62300 --territory 13001").refused().to_owned();
    assert!(sentence.contains("13001"), "{sentence}");
    assert!(!office.path("out").exists());
}

#[test]
fn three_towns_out_of_the_whole_of_france() {
    let Some(list) = national::file() else { return };
    let office = Office::new(1);
    fs::copy(list, office.path("edition/venues.csv")).unwrap();
    office.build("--territory Lens --territory Saint-Denis_93200 --territory Foix+30km").done();
    for (slug, least) in [("lens", 5), ("saint-denis-93200", 5), ("foix-30km", 10)] {
        let folder = office.path(&format!("out/{slug}-1/{slug}-1"));
        let venues = open(&folder).manifest.counts.venues;
        assert!(venues >= least, "{slug}: {venues}");
        assert_eq!(Edition::from_folder(&folder).unwrap().venues.len() as u64, venues);
    }
    office.run("refresh @out/lens-1").done();
    assert_eq!(office.status()["served"]["territory"], "lens");
}
