//! Golden lines that were read, and what holds for any line.

use super::*;
use proptest::prelude::*;
use rstest::rstest;
use unicode_width::UnicodeWidthChar as _;

/// The cells of a line, "~" for a no-break space. Each right-to-left word is the number of its place in the sentence, if its
/// letters stand in reverse order: read ①, ②, ③ from the right.
fn cells(line: &str) -> String {
    let shaped = shape(&line.replace('~', "\u{a0}")).into_owned();
    let words: Vec<&str> = shaped.split(|sign| !is_rtl_letter(sign)).filter(|word| !word.is_empty()).collect();
    let mut cells = visual(&shaped).replace('\u{a0}', "~");
    let mut places: Vec<usize> = (0..words.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(words[*place].chars().count()));
    for place in places {
        let reversed: String = words[place].chars().rev().collect();
        cells = cells.replacen(&reversed, &"①②③④⑤⑥⑦⑧⑨".chars().nth(place).unwrap().to_string(), 1);
    }
    cells
}

#[rstest]
// The full stop stands at the left end, the brackets embrace the last word, the pairs of digits in their order.
#[case::phone("رقم الهاتف: 01~23~45~67~89 (مجاني).", ".(③) 01~23~45~67~89 :② ①")]
// The plus stands before 33, not behind 89; the same with a bracketed zero.
#[case::plus("اتصل على +33~1~23~45~67~89.", ".+33~1~23~45~67~89 ② ①")]
#[case::plus_after_latin("اتصل (APL) +33~1~23", "+33~1~23 (APL) ①")]
#[case::trunk_zero("اتصل +33~(0)1~23~45 الآن", "② +33~(0)1~23~45 ①")]
// An acronym in brackets, one without; day, month, year each in its place from the right.
#[case::acronym("مساعدة السكن (APL)، صندوق CAF قبل 31 مارس 2026.", ".2026 ⑤ 31 ④ CAF ③ ،(APL) ② ①")]
// Two Latin words read left to right; the sentence goes on at the left of them.
#[case::name("مكتب France Travail مغلق.", ".② France Travail ①")]
// The bracket that closes a Latin name stays at its right.
#[case::name_bracket("كلمة: France services (Lens)", "France services (Lens) :①")]
// Guillemets open at the right and close at the left, round Arabic and round Latin.
#[case::guillemets("بطاقة الهوية «الأصلية» هنا", "④ «③» ② ①")]
#[case::guillemets_latin("جمعية «Secours populaire» هنا", "② «Secours populaire» ①")]
// Opening hours: the first hour stands at the right of the second, as it is read, however the dash is typed.
#[case::hours("الإثنين: 09:00 – 12:00، 14:00 – 17:30", "17:30 – 14:00 ،12:00 – 09:00 :①")]
#[case::hours_no_space("الإثنين 09:00–12:00", "12:00–09:00 ①")]
#[case::hours_hyphen("الإثنين 09:00-12:00", "12:00-09:00 ①")]
#[case::hours_alone("09:00 – 12:00", "12:00 – 09:00")]
#[case::hours_after_latin("مكتب CAF: 09:00 – 12:00", "12:00 – 09:00 :CAF ①")]
// French hours, with a letter in them.
#[case::hours_french("من 14~h~30 إلى 16h00", "16h00 ② 14~h~30 ①")]
#[case::date("يوم الثلاثاء 24 نوفمبر 2026 الساعة 14:30.", ".14:30 ④ 2026 ③ 24 ② ①")]
// Dates in digits are one number each.
#[case::dates("من 3/12 إلى 2026-12-24", "2026-12-24 ② 3/12 ①")]
// An address keeps its last "/"; an e-mail address is not cut in two.
#[case::web("الموقع: https://www.caf.fr/ (مجاني)", "(②) https://www.caf.fr/ :①")]
#[case::mail("البريد: mairie@ville-lens.fr، الهاتف: 39~49", "39~49 :② ،mairie@ville-lens.fr :①")]
// The full stop after a last Latin word ends the Arabic sentence: at the left.
#[case::latin_at_end("اذهب إلى مكتب CAF.", ".CAF ③ ② ①")]
// The number of a street and the postal code stay with the names.
#[case::street("العنوان: 12 rue de Lens, 62300 Liévin (قرب)", "(②) 12 rue de Lens, 62300 Liévin :①")]
// A list of acronyms is read from the right.
#[case::acronyms("المساعدات: APL، RSA، AAH", "AAH ،RSA ،APL :①")]
// The prefix of a choice is turned round: spaces at the left, the arrow at the right, pointing to the text.
#[case::prefix("▶ 1  ", "  1 ◀")]
#[case::prefix_and_label("▶ 1  مساعدة", "①  1 ◀")]
#[case::range("من 9 إلى 12 سنة", "③ 12 ② 9 ①")]
#[case::range_dash("الأعمار 9 – 12", "12 – 9 ①")]
// A euro sign apart is read after its number, at the left (as CLDR has it for Arabic); one that touches stays where it is.
#[case::price("السعر: 5,50~€ أو 5€ فقط", "③ 5€ ② €~5,50 :①")]
#[case::percent("تخفيض 50% أو 20~% لكم", "③ 20~% ② 50% ①")]
#[case::distance("على بعد 5~km أو 1,5~km", "1,5~km ③ 5~km ② ①")]
// The hyphen joins the word and its number; a minus stands before its number.
#[case::hyphen("كوفيد-19 والتلقيح", "② 19-①")]
#[case::minus("الحرارة -5 اليوم", "② -5 ①")]
// What the caller must avoid: two numbers with an ordinary space are read right to left.
#[case::two_numbers("الرقم 32 30", "30 32 ①")]
// A line of French only keeps its order; bullet and indentation change sides, and so does what fills it up.
#[case::french("Maison de la justice (Lens), 12:30 !", "Maison de la justice (Lens), 12:30 !")]
#[case::french_item("• 12 rue de Lens", "12 rue de Lens •")]
#[case::french_filled("  Lens    ", "    Lens  ")]
#[case::empty("", "")]
// Persian: the zero-width non-joiner leaves no cell between its two parts, which are one word.
#[case::persian("می‌خواهم به مرکز شهر بروم.", ".⑤ ④ ③ ② ①")]
#[case::persian_list("مدارک: کارت شناسایی (اصل) و فرم CAF.", ".CAF ⑥ ⑤ (④) ③ ② :①")]
#[case::persian_digits("ساعت ۹:۳۰ تا ۱۲:۰۰، تلفن ۰۱~۲۳", "۰۱~۲۳ ③ ،۱۲:۰۰ ② ۹:۳۰ ①")]
#[case::persian_hours("پنج‌شنبه 14:00 – 18:00", "18:00 – 14:00 ①")]
fn stands_in_cells(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(cells(line), expected);
}

#[rstest]
#[case::lam_alef("لا", "\u{fefb}")]
#[case::lam_alef_in_word("السلام", "\u{fe8d}\u{fedf}\u{feb4}\u{fefc}\u{fee1}")]
#[case::lam_alef_hamza("لأن", "\u{fef7}\u{fee5}")]
// Four letters, not the one glyph U+FDF2.
#[case::no_phrase("الله", "\u{fe8d}\u{fedf}\u{fee0}\u{feea}")]
#[case::vowels("مُدُنٌ", "\u{fee3}\u{feaa}\u{fee5}")]
#[case::vowel_in_lam_alef("لَا", "\u{fefb}")]
#[case::tatweel("بــ", "\u{fe91}\u{640}\u{640}")]
// Hamza above written apart (as some systems save it), with a vowel between.
#[case::decomposed("سا\u{64e}\u{654}ل", "\u{feb3}\u{fe84}\u{fedd}")]
// Yeh before the non-joiner ends its part of the word; the khah after it begins one.
#[case::persian("می‌خواهم", "\u{fee3}\u{fbfd}\u{fea7}\u{feee}\u{fe8d}\u{feeb}\u{fee2}")]
#[case::persian_letters("پچژکگی", "\u{fb58}\u{fb7d}\u{fb8b}\u{fb90}\u{fb95}\u{fbfd}")]
#[case::persian_genitive("خانۀ", "\u{fea7}\u{fe8e}\u{fee7}\u{feea}")]
#[case::marks("\u{202b}\u{feff}نعم\u{200d}\u{202c}\u{61c}", "\u{fee7}\u{fecc}\u{fee2}")]
#[case::latin("l’été, 12\u{a0}€ 👩\u{200d}👧", "l’été, 12\u{a0}€ 👩\u{200d}👧")]
fn takes_forms(#[case] text: &str, #[case] forms: &str) {
    assert_eq!(shape(text), forms);
}

#[test]
fn every_form_takes_one_column() {
    let letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگیۀ";
    for letter in letters.chars() {
        for word in [format!("{letter}"), format!("{letter}ب"), format!("ب{letter}"), format!("ب{letter}ب")] {
            let mut forms = shape(&word).into_owned();
            forms.retain(|form| {
                !matches!(form, '\u{fb50}'..='\u{fdef}' | '\u{fe70}'..='\u{fefc}') || form.width() != Some(1)
            });
            assert_eq!(forms, "", "{word}");
        }
    }
}

/// The signs of a text, mirrored pairs as one, in an order that does not depend on theirs.
fn signs(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().filter(|sign| !is_bidi_control(*sign)).collect();
    for sign in &mut signs {
        *sign = (*sign).min(mirrored(*sign));
    }
    signs.sort_unstable();
    signs
}

const MIX: &str =
    "([لامنيگچ\u{64e}\u{200c}\u{200f}\u{202e}\u{2066}؟،٣۴a-cé0-9 \u{a0}()«»:/+%€.▶–-]|CAF |\u{a0}12){0,60}";

proptest! {
    #[test]
    fn loses_no_sign(text in "\\PC{0,80}") {
        let shaped = shape(&text);
        prop_assert_eq!(signs(&visual(&shaped)), signs(&shaped));
        prop_assert_eq!(shape(&shaped), shaped.clone());
    }

    #[test]
    fn keeps_the_width(text in MIX) {
        let shaped = shape(&text);
        let cells = visual(&shaped);
        prop_assert_eq!(cells.width(), shaped.width());
        prop_assert_eq!(signs(&cells), signs(&shaped));
        prop_assert_eq!(shape(&shaped), shaped.clone());
    }

    #[test]
    fn keeps_a_number_whole(before in "([لامني]{1,5}|CAF|[(«:،]){0,4}", after in "([لامني]{1,5}|CAF|[(«:،]){0,4}") {
        for number in ["+33\u{a0}3\u{a0}21\u{a0}00", "01\u{a0}23\u{a0}45", "14:30", "3/12", "5,50", "2026-11-24", "-20\u{a0}%"] {
            let line = format!("{before} {number} {after}");
            prop_assert!(visual(&shape(&line)).contains(number), "{line}");
        }
    }
}
