//! Text out of the HTML that some producers' forms leave in their cells. Not a parser: tags go, entities are read, and
//! what is not clearly one of the two stays as written.

/// Tags that end a line when they open or close.
const BLOCKS: &[&str] = &["br", "p", "li", "ul", "ol", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6"];

/// The named entities met in French texts; the numeric ones are computed.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("deg", "°"),
    ("euro", "€"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ocirc", "ô"),
    ("oelig", "œ"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("Agrave", "À"),
    ("Ccedil", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Ecirc", "Ê"),
    ("OElig", "Œ"),
];

/// The longest entity looked for, between `&` and `;`: `#x10FFFF`.
const ENTITY_LENGTH: usize = 8;

/// The text without its tags and with its entities read, or `None` when there was neither.
pub(super) fn to_text(written: &str) -> Option<String> {
    if !written.contains(['<', '&']) {
        return None;
    }
    // Tags are looked for again afterwards, because some forms escape what was already HTML (`&lt;p&gt;`).
    let text = without_tags(&with_entities_read(&without_tags(written)));
    (text != written).then_some(text)
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        // "moins de < 18 ans" and "<3" are no tags: a tag begins with a letter, a slash or an exclamation mark.
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.split_once('>') {
            Some((tag, next)) if is_tag => {
                if is_block(tag) {
                    out.push('\n');
                }
                rest = next;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_block(tag: &str) -> bool {
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

fn with_entities_read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name: String = after.chars().take(ENTITY_LENGTH + 1).take_while(|c| *c != ';').collect();
        let tail = after.strip_prefix(name.as_str()).and_then(|tail| tail.strip_prefix(';'));
        if let (Some(tail), Some(meaning)) = (tail, entity(&name)) {
            out.push_str(&meaning);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).map(String::from);
    }
    ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, meaning)| (*meaning).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing("Mairie & bibliothèque < 18 ans", None)]
    #[case::tags("<p>Ateliers <b>gratuits</b></p>", Some("\nAteliers gratuits\n"))]
    #[case::attributes("<a href=\"https://lens.fr\">Lens</a>", Some("Lens"))]
    #[case::line_ends("un<br/>deux<BR>trois", Some("un\ndeux\ntrois"))]
    #[case::comment("un<!-- note -->deux", Some("undeux"))]
    #[case::named("&Eacute;cole &amp; coll&egrave;ge", Some("École & collège"))]
    #[case::numeric("&#233;t&#xE9;", Some("été"))]
    #[case::escaped_twice("&lt;b&gt;Ici&lt;/b&gt;", Some("Ici"))]
    #[case::unknown("R&D; &nothing;", None)]
    #[case::never_closed("tarif <b", None)]
    #[case::not_a_letter("&#xD800;&#99999999;", None)]
    fn takes_html_off(#[case] written: &str, #[case] text: Option<&str>) {
        assert_eq!(to_text(written).as_deref(), text);
    }
}
