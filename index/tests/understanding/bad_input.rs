//! Whatever is typed, a search answers.

use proptest::prelude::*;
use repere_index::search::{Ask, Wanted};
use rstest::rstest;

use crate::stage::{ask, catalogue, tuesday};

fn answers(query: &str) {
    for locale in ["fr", "ar", "??"] {
        let mut ask = Ask::new(Wanted::Words(query.to_owned()), tuesday());
        locale.clone_into(&mut ask.locale);
        let answer = catalogue().search(&ask).unwrap();
        assert!(answer.venues.len() <= ask.limit && answer.guides.len() <= ask.limit);
    }
}

#[rstest]
#[case::nothing("")]
#[case::spaces("   \t  ")]
#[case::only_small_words("je veux le la les de du")]
#[case::only_punctuation("?!… – « »")]
#[case::operators("AND OR NOT :*^~")]
#[case::operators_between("imprimer AND (lens OR NOT \"arras")]
#[case::quotes("\"imprimer 'lens «arras")]
#[case::brackets("[a TO b] {c} (((((")]
#[case::field("name:lens id:demo-001 service:*")]
#[case::control("impri\u{0}mer\u{7}\u{1b}[31m lens\r\n")]
#[case::right_to_left("\u{202e}\u{200f}imprimer\u{202c} lens\u{200e}")]
#[case::zero_width("im\u{200b}pri\u{feff}mer")]
#[case::combining("\u{301}\u{301}\u{301}e\u{301}\u{301}")]
#[case::emoji("🖨️ 📄 👩‍👩‍👧‍👦 🇫🇷")]
#[case::digits("0 00 000 0000 00000 000000 99999")]
#[case::other_digits("٦٢٣٠٠ ６２３００")]
#[case::one_letter("e")]
#[case::apostrophes("' '' l' d'' ’’")]
#[case::backslash("\\ \\\\ C:\\lens")]
#[case::mixed("طباعة lens друк 印刷")]
fn answered(#[case] query: &str) {
    answers(query);
}

#[rstest]
#[case::letters("a", 10_000)]
#[case::words("imprimer ", 1_200)]
#[case::long_word("anticonstitutionnellement", 400)]
#[case::places("saint ", 1_700)]
#[case::marks("\u{301}", 10_000)]
#[case::arabic("طباعة ", 1_700)]
#[case::quotes("\"", 10_000)]
#[case::expanding("ﷺ", 10_000)]
fn long(#[case] piece: &str, #[case] times: usize) {
    let query = piece.repeat(times);
    answers(&query);
    assert!(catalogue().read(&query, &ask(&query)).units.len() <= 24);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_is_answered(query in any::<String>()) {
        answers(&query);
    }

    #[test]
    fn nearly_words_are_answered(query in "([a-zéèç'’-]{1,9}|[0-9]{1,6}|[ء-ي]{2,6}|[а-я]{2,8}|[\"~*^:()]){0,1}( [a-z0-9éœ'\"~*^:]{0,9}){0,12}") {
        answers(&query);
    }

    #[test]
    fn a_chip_can_always_be_taken_off(query in "(imprimer|wifi|caf|lens|st denis|paris 12|59000|samedi|gratuit|sourd|seniors|la|[a-z]{1,6}| ){0,6}( (lens|arras|samedi|cv|62300)){0,4}") {
        let mut ask = ask(&query);
        while let Some(chip) = catalogue().read(&query, &ask).chips.first().cloned() {
            prop_assert!(!ask.without.contains(&chip));
            ask.without.push(chip);
            prop_assert!(ask.without.len() < 30);
        }
        catalogue().search(&ask).unwrap();
    }
}
