//! Telephone numbers, mail and web addresses, as far as they can be read. Knows nothing of columns.

/// What became of one telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phone {
    /// In the international form, or a short number as written.
    Read(String),
    /// In the international form, after the lost first zero was put back.
    Repaired(String),
    /// As written: it could not be read.
    Unreadable(String),
}

/// Country codes of the standard (field `telephone`) and how many digits follow each.
const COUNTRY_CODES: &[(&str, usize)] =
    &[("33", 9), ("590", 9), ("594", 9), ("262", 9), ("596", 9), ("508", 6), ("687", 6), ("689", 8), ("681", 6)];

/// First digits of numbers overseas, after the zero, and the country code they are called under from elsewhere.
const OVERSEAS: &[(&str, &str)] = &[
    ("590", "590"),
    ("690", "590"),
    ("691", "590"),
    ("594", "594"),
    ("694", "594"),
    ("262", "262"),
    ("263", "262"),
    ("269", "262"),
    ("639", "262"),
    ("692", "262"),
    ("693", "262"),
    ("596", "596"),
    ("696", "596"),
    ("697", "596"),
];

/// One telephone number of our own files: in the international form, or a short number as written.
pub(crate) fn phone_number(written: &str) -> Option<String> {
    // The numbers of social value that all of Europe has (116 006, 116 000): Commission Decision 2007/116/EC.
    let digits: String = written.split_whitespace().collect();
    if digits.len() == 6 && digits.starts_with("116") && digits.chars().all(|c| c.is_ascii_digit()) {
        return Some(written.to_owned());
    }
    match phone(written, "") {
        Phone::Read(number) | Phone::Repaired(number) => Some(number),
        Phone::Unreadable(_) => None,
    }
}

/// One mail address of our own files.
pub(crate) fn mail_address(written: &str) -> Option<String> {
    emails(written).into_iter().next()?.ok()
}

/// One web address of our own files, as written: without its scheme it is easier to copy by hand.
pub(crate) fn site_address(written: &str) -> Option<String> {
    let usable = !written.contains(char::is_whitespace) && !matches!(web_address(written), WebAddress::Unusable(_));
    usable.then(|| written.to_owned())
}

/// The numbers in one cell: producers separate them by `/`, `,`, `;`, `|`, a line end or "ou".
pub(super) fn phones(cell: &str, postcode: &str) -> Vec<Phone> {
    let mut read: Vec<Phone> = Vec::new();
    for part in cell.split(['/', ',', ';', '|', '\n']).flat_map(|part| part.split(" ou ")).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let phone = phone(part, postcode);
        if !read.contains(&phone) {
            read.push(phone);
        }
    }
    read
}

fn phone(written: &str, postcode: &str) -> Phone {
    // "(0)" is the zero that is not dialled after a country code.
    let without_zero = written.replace("(0)", "");
    let body = without_zero.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ':' | ' '));
    let readable = body.chars().all(|c| c.is_ascii_digit() || " .-–_()+\u{a0}\u{202f}".contains(c));
    let digits: String = body.chars().filter(char::is_ascii_digit).collect();
    if !readable || digits.is_empty() {
        return Phone::Unreadable(written.to_owned());
    }
    let international = if body.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    if let Some(number) = international {
        return with_country_code(number).map_or_else(|| Phone::Unreadable(written.to_owned()), Phone::Read);
    }
    match (digits.len(), digits.strip_prefix('0')) {
        (10, Some(national)) if !national.starts_with('0') => Phone::Read(national_to_international(national)),
        // A spreadsheet program takes the first zero of a number away.
        (9, None) => Phone::Repaired(national_to_international(&digits)),
        (6, _) if postcode.starts_with("988") => Phone::Read(format!("+687{digits}")),
        (8, _) if postcode.starts_with("987") => Phone::Read(format!("+689{digits}")),
        (6, _) if postcode.starts_with("986") => Phone::Read(format!("+681{digits}")),
        // … or the plus before a country code.
        (11, None) if digits.starts_with("33") => {
            with_country_code(&digits).map_or_else(|| Phone::Unreadable(written.to_owned()), Phone::Repaired)
        }
        // Short numbers (3639, 115) are dialled as they are; they are known by their spacing, which is kept.
        (2..=4, None) => Phone::Read(body.trim().to_owned()),
        _ => Phone::Unreadable(written.to_owned()),
    }
}

/// `number` is a national number without its zero, 9 digits.
fn national_to_international(number: &str) -> String {
    let overseas = OVERSEAS.iter().find(|(start, _)| number.starts_with(start));
    format!("+{}{number}", overseas.map_or("33", |(_, code)| code))
}

fn with_country_code(number: &str) -> Option<String> {
    for (code, length) in COUNTRY_CODES {
        let Some(rest) = number.strip_prefix(code) else { continue };
        // "+33 03 21…": the zero that is not dialled was left in.
        let rest = if rest.len() == length + 1 { rest.strip_prefix('0').unwrap_or(rest) } else { rest };
        if rest.len() == *length {
            return Some(format!("+{code}{rest}"));
        }
    }
    // Some write a number overseas under 33, and border towns have numbers of their neighbours: E.164 allows 8 to 15 digits.
    let foreign = !number.starts_with("33") && (8..=15).contains(&number.len());
    foreign.then(|| format!("+{number}"))
}

/// The mail addresses in one cell, each read or refused as written.
pub(super) fn emails(cell: &str) -> Vec<Result<String, String>> {
    let parts = cell.split(|c: char| c.is_whitespace() || matches!(c, '|' | ';' | ',')).filter(|part| !part.is_empty());
    let mut read: Vec<Result<String, String>> = Vec::new();
    for part in parts {
        if part == "ou" || part == "et" || part == "/" {
            continue;
        }
        let part = part.trim_matches(['<', '>', '(', ')', '/']);
        let address = part.strip_prefix("mailto:").unwrap_or(part).trim_end_matches('.');
        let usable = address
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && is_host(host));
        let outcome = if usable { Ok(address.to_owned()) } else { Err(part.to_owned()) };
        if !read.contains(&outcome) {
            read.push(outcome);
        }
    }
    read
}

/// What became of one web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WebAddress {
    /// Usable as written.
    Read(String),
    /// Usable with the `http://` that was missing.
    Completed(String),
    /// As written: it cannot be one.
    Unusable(String),
}

/// The web addresses in one cell.
pub(super) fn web_addresses(cell: &str) -> Vec<WebAddress> {
    // A comma or semicolon may stand inside an address, so only followed by a space or by another address does it separate.
    let spaced = cell.replace(",http", " http").replace(";http", " http");
    let mut read: Vec<WebAddress> = Vec::new();
    for part in spaced.split(|c: char| c.is_whitespace() || c == '|') {
        let part = part.trim_matches([',', ';', '<', '>']);
        if part.is_empty() || part == "ou" || part == "et" || part == "/" {
            continue;
        }
        let address = web_address(part);
        if !read.contains(&address) {
            read.push(address);
        }
    }
    read
}

fn web_address(part: &str) -> WebAddress {
    let lower = part.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let bare = scheme.map_or(Some(part), |scheme| part.get(scheme.len()..)).unwrap_or_default();
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _port)| host);
    if !is_host(host) || bare.contains('@') && scheme.is_none() {
        WebAddress::Unusable(part.to_owned())
    } else if scheme.is_some() {
        WebAddress::Read(part.to_owned())
    } else {
        WebAddress::Completed(format!("http://{part}"))
    }
}

/// Whether a text can be the name of a host on the internet: labels of letters, digits and hyphens, and a last one of
/// two letters or more.
fn is_host(text: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.') && text.split('.').all(is_label) && last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(number: &str) -> Phone {
        Phone::Read(number.to_owned())
    }

    #[rstest]
    #[case::international("+33321000000", "62300", vec![read("+33321000000")])]
    #[case::spaces("03 21 00 00 00", "62300", vec![read("+33321000000")])]
    #[case::no_spaces("0321000000", "62300", vec![read("+33321000000")])]
    #[case::dots("03.21.00.00.00", "62300", vec![read("+33321000000")])]
    #[case::zero_in_brackets("+33 (0)3 21 00 00 00", "62300", vec![read("+33321000000")])]
    #[case::zero_left_in("+33 03 21 00 00 00", "62300", vec![read("+33321000000")])]
    #[case::double_zero("0033 3 21 00 00 00", "62300", vec![read("+33321000000")])]
    #[case::word_before("Tél. : 03 21 00 00 00", "62300", vec![read("+33321000000")])]
    #[case::short("36 46", "62300", vec![read("36 46")])]
    #[case::emergency("115", "62300", vec![read("115")])]
    #[case::overseas("0590 12 34 56", "97100", vec![read("+590590123456")])]
    #[case::caledonia("25 60 10", "98800", vec![read("+687256010")])]
    #[case::caledonia_international("+687256010", "98800", vec![read("+687256010")])]
    #[case::lost_zero("321000000", "62300", vec![Phone::Repaired("+33321000000".to_owned())])]
    #[case::several("03 21 00 00 00 / 06 00 00 00 00 ou 03.21.00.00.00", "62300", vec![read("+33321000000"), read("+33600000000")])]
    #[case::too_short("03 21 00", "62300", vec![Phone::Unreadable("03 21 00".to_owned())])]
    #[case::words("demander à l'accueil", "62300", vec![Phone::Unreadable("demander à l'accueil".to_owned())])]
    #[case::spreadsheet("3,21E+08", "62300", vec![Phone::Unreadable("3".to_owned()), Phone::Unreadable("21E+08".to_owned())])]
    #[case::empty(" ; ", "62300", vec![])]
    fn reads_phones(#[case] cell: &str, #[case] postcode: &str, #[case] numbers: Vec<Phone>) {
        assert_eq!(phones(cell, postcode), numbers);
    }

    #[rstest]
    #[case::one("accueil@lens.fr", &[Ok("accueil@lens.fr")])]
    #[case::several("a@lens.fr|b@lens.fr; c@lens.fr ou a@lens.fr", &[Ok("a@lens.fr"), Ok("b@lens.fr"), Ok("c@lens.fr")])]
    #[case::link("mailto:a@lens.fr", &[Ok("a@lens.fr")])]
    #[case::no_domain("mfs@ville-louvres", &[Err("mfs@ville-louvres")])]
    #[case::no_at("accueil.lens.fr", &[Err("accueil.lens.fr")])]
    #[case::empty("", &[])]
    fn reads_emails(#[case] cell: &str, #[case] addresses: &[Result<&str, &str>]) {
        let read = emails(cell);
        let read: Vec<_> = read.iter().map(|r| r.as_deref().map_err(String::as_str)).collect();
        assert_eq!(read, addresses);
    }

    #[rstest]
    #[case::full("https://www.lens.fr/mediatheque", &[WebAddress::Read("https://www.lens.fr/mediatheque".to_owned())])]
    #[case::no_scheme("www.lens.fr", &[WebAddress::Completed("http://www.lens.fr".to_owned())])]
    #[case::accents("https://médiathèque.fr", &[WebAddress::Read("https://médiathèque.fr".to_owned())])]
    #[case::several("https://a.fr|http://b.fr", &[WebAddress::Read("https://a.fr".to_owned()), WebAddress::Read("http://b.fr".to_owned())])]
    #[case::mail("accueil@lens.fr", &[WebAddress::Unusable("accueil@lens.fr".to_owned())])]
    #[case::no_dot("http://localhost", &[WebAddress::Unusable("http://localhost".to_owned())])]
    #[case::script("javascript:alert(1)", &[WebAddress::Unusable("javascript:alert(1)".to_owned())])]
    #[case::word("aucun", &[WebAddress::Unusable("aucun".to_owned())])]
    #[case::comma("https://a.fr/x,y", &[WebAddress::Read("https://a.fr/x,y".to_owned())])]
    fn reads_web_addresses(#[case] cell: &str, #[case] addresses: &[WebAddress]) {
        assert_eq!(web_addresses(cell), addresses);
    }
}
