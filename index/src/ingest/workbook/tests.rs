//! Workbooks made here: what spreadsheet programs do to records, and what would be too much to open.

use std::io::{Cursor, Write as _};

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};
use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime as Written, Format, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::text;
use crate::ingest::tests::TODAY;
use crate::ingest::{IngestError, Ingested, read_venues_on};

fn read(name: &str, bytes: &[u8]) -> Result<Ingested, IngestError> {
    read_venues_on(TODAY, name, bytes, &mut |_| {})
}

fn keys(ingested: &Ingested) -> Vec<(usize, &'static str)> {
    ingested.report.warnings.iter().map(|finding| (finding.row, finding.problem.key())).collect()
}

/// An archive of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An ods workbook of these rows, in its own XML.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Feuille1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| match cell.strip_prefix('=') {
            Some(number) => format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>"),
            None if cell.is_empty() => "<table:table-cell/>".to_owned(),
            None => {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
            }
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

const TITLES: [&str; 8] =
    ["nom", "commune", "code_postal", "telephone", "date_maj", "latitude", "longitude", "services"];

const STYLES: &str = "<styleSheet/>";

/// The smallest xlsx with this sheet, these shared texts and these styles.
fn xlsx(sheet: &str, texts: &str, styles: &str) -> Vec<u8> {
    let kinds = "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let book = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Lieux\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relation = |target: &str, kind: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zipped(&[
        ("[Content_Types].xml", kinds),
        ("_rels/.rels", &relation("xl/workbook.xml", "officeDocument")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", &relation("worksheets/sheet1.xml", "worksheet")),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn reads_what_excel_does_to_a_record() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "À lire avant de remplir").unwrap();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Lieux de médiation numérique").unwrap();
    for (column, title) in (0..).zip(TITLES) {
        sheet.write(2, column, title).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(3, 0, "Médiathèque de l'Ain").unwrap();
    sheet.write(3, 1, "Bourg-en-Bresse").unwrap();
    sheet.write(3, 2, 1000).unwrap();
    sheet.write(3, 3, 474_000_000).unwrap();
    sheet.write_with_format(3, 4, Written::from_ymd(2024, 4, 11).unwrap(), &day).unwrap();
    sheet.write(3, 5, 46.2052).unwrap();
    sheet.write(3, 6, 5.2255).unwrap();
    sheet.write(3, 7, "Accès internet et matériel informatique").unwrap();
    sheet.write(5, 0, "Mairie").unwrap();
    sheet.write(5, 1, "Bourg-en-Bresse").unwrap();
    sheet.write(5, 2, "01000").unwrap();
    sheet.write(5, 4, 45_393).unwrap();
    let ingested = read("lieux.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let [library, hall] = ingested.venues.as_slice() else { panic!("two venues") };
    assert_eq!(
        (library.postcode.as_str(), library.phones.first().map(String::as_str)),
        ("01000", Some("+33474000000"))
    );
    assert_eq!(library.updated.map(|day| day.to_string()).as_deref(), Some("2024-04-11"));
    assert!(library.position.is_some_and(|position| !position.approximate));
    assert_eq!(hall.updated, library.updated);
    let rows: Vec<_> = keys(&ingested);
    assert!(rows.contains(&(4, "postcode-repaired")) && rows.contains(&(6, "date-rewritten")), "{rows:?}");
}

#[test]
fn reads_what_libreoffice_writes() {
    let filler = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let record = ["Médiathèque &amp; ludothèque", "Lens", "=62300", "=321000000", "2024-04-11", "=50.4289", "=2.8319"];
    let rows = format!("{}{}{}{filler}", row(&TITLES), row(&[""]), row(&record));
    let ingested = read("lieux.ods", &ods(&rows)).unwrap();
    let [venue] = ingested.venues.as_slice() else { panic!("one venue") };
    assert_eq!((venue.name.as_str(), venue.postcode.as_str()), ("Médiathèque & ludothèque", "62300"));
    assert_eq!(venue.phones, ["+33321000000"]);
    assert!(keys(&ingested).iter().all(|(row, _)| *row == 3), "{:?}", keys(&ingested));
}

#[rstest]
#[case::number(Data::Float(62_300.0), "62300")]
#[case::siret(Data::Float(43_493_312_300_029.0), "43493312300029")]
#[case::decimal(Data::Float(2.8319), "2.8319")]
#[case::day(Data::DateTime(ExcelDateTime::new(45_393.0, ExcelDateTimeType::DateTime, false)), "2024-04-11")]
#[case::moment(Data::DateTimeIso("2024-04-11T10:00:00".to_owned()), "2024-04-11T10:00:00")]
#[case::error(Data::Error(calamine::CellErrorType::NA), "")]
fn writes_values_as_a_csv_would(#[case] value: Data, #[case] written: &str) {
    assert_eq!(text(&value), written);
}

#[rstest]
#[case::rows("A1:AF1048576", IngestError::TooManyRows { limit: 1_000_000 })]
#[case::whole_sheet("A1:XFD1048576", IngestError::TooManyRows { limit: 1_000_000 })]
#[case::columns("A1:XFD10", IngestError::TooManyColumns { limit: 1_024 })]
fn refuses_the_size_that_a_sheet_declares(#[case] dimension: &str, #[case] error: IngestError) {
    let sheet = format!("<worksheet><dimension ref=\"{dimension}\"/><sheetData/></worksheet>");
    assert_eq!(read("x.xlsx", &xlsx(&sheet, "<sst/>", STYLES)), Err(error));
}

#[test]
fn refuses_a_cell_far_out() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"str\"><v>{text}</v></c>");
    let row = [cell("A1", "nom"), cell("B1", "commune"), cell("XFD1", "x")].concat();
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{row}</row></sheetData></worksheet>");
    assert_eq!(read("x.xlsx", &xlsx(&sheet, "<sst/>", STYLES)), Err(IngestError::TooManyColumns { limit: 1_024 }));
}

#[test]
fn refuses_what_unfolds_into_too_much() {
    let large = IngestError::TooLarge { megabytes: 256 };
    let sheet = "<worksheet><sheetData/></worksheet>";
    // 17 MB of spaces, which a few kilobytes hold, where no part is so large; and a liar's archive, which says 100 bytes.
    let bytes = xlsx(sheet, "<sst/>", &" ".repeat(17 * 1024 * 1024));
    assert!(bytes.len() < 100 * 1024);
    assert_eq!(read("x.xlsx", &bytes), Err(large.clone()));
    let claim = 17_825_792_u32.to_le_bytes();
    let mut liar = bytes;
    while let Some(at) = liar.windows(4).position(|window| window == claim) {
        liar[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read("x.xlsx", &liar), Err(IngestError::TooLarge { .. } | IngestError::WorkbookDamaged)));
    // Elements so short that what they become is far larger.
    assert_eq!(read("x.xlsx", &xlsx(sheet, "<sst/>", &"<xf/>".repeat(500_001))), Err(large.clone()));
    // One long text, in every cell.
    let long = "x".repeat(4 * 1024 * 1024);
    let texts = format!("<sst><si><t>nom</t></si><si><t>commune</t></si><si><t>x</t></si><si><t>{long}</t></si></sst>");
    let header = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>";
    let rows = "<row><c/><c/><c t=\"s\"><v>3</v></c></row>".repeat(100);
    let sheet = format!("<worksheet><sheetData>{header}{rows}</sheetData></worksheet>");
    assert_eq!(read("x.xlsx", &xlsx(&sheet, &texts, STYLES)), Err(large));
}

#[rstest]
#[case::rows(
    "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
    "too-many-rows"
)]
#[case::cells(
    "<table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>",
    "too-many-columns"
)]
#[case::area(
    "<table:table-row table:number-rows-repeated=\"900000\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1000\"><text:p>x</text:p></table:table-cell></table:table-row>",
    "too-large"
)]
#[case::empty_before_the_last(
    "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell/></table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
    "too-many-rows"
)]
fn refuses_repetitions(#[case] rows: &str, #[case] key: &str) {
    assert_eq!(read("x.ods", &ods(rows)).map_err(|error| error.key()), Err(key));
}

#[rstest]
#[case::not_an_archive("x.xlsx", b"PK\x03\x04".to_vec(), "workbook-damaged")]
#[case::another_archive("x.xlsx", zipped(&[("a.xml", "<a/>")]), "workbook-damaged")]
#[case::half("x.ods", ods(&row(&TITLES)).into_iter().take(300).collect(), "workbook-damaged")]
#[case::cut_xml("x.ods", ods("<table:table-row>"), "workbook-damaged")]
#[case::no_table("x.ods", ods(""), "empty")]
#[case::no_header("x.ods", ods(&row(&["a", "b"])), "no-header")]
#[case::no_name("x.ods", ods(&row(&["id", "commune"])), "missing-columns")]
fn refuses_what_cannot_be_read(#[case] name: &str, #[case] bytes: Vec<u8>, #[case] key: &str) {
    assert_eq!(read(name, &bytes).map_err(|error| error.key()), Err(key));
}

#[test]
fn refuses_a_locked_spreadsheet() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "<a/>"),
    ]);
    assert_eq!(read("x.ods", &bytes), Err(IngestError::WorkbookLocked));
}

/// Pieces of both formats, put together at random: whatever a broken export holds.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "<row r=\"1\">",
        "</row>",
        "<c r=\"A1\" t=\"s\">",
        "<c r=\"ZZZZZZ99999999999\">",
        "<c r=\"1A\" s=\"9\">",
        "</c>",
        "<v>0</v>",
        "<v>99</v>",
        "<v>-1e999</v>",
        "<is><t>nom</t></is>",
        "<f t=\"shared\" si=\"9\">A1</f>",
        "</sheetData>",
        "<dimension ref=\"B:A0\"/>",
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"3\">",
        "</table:table-row>",
        "<table:table-cell office:value=\"x\"/>",
        "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"-1\">",
        "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"5\"><text:p>nom</text:p>",
        "</table:table-cell>",
        "</table:table>",
        "&#0;",
        "&x;",
        "<!--",
        "]]>",
    ]);
    prop_oneof![fixed.prop_map(str::to_owned), "[<>/&;a-z0-9\"= ]{0,8}"]
}

proptest! {
    #[test]
    fn broken_workbooks_never_panic(pieces in prop::collection::vec(piece(), 0..12)) {
        let inside = pieces.concat();
        let sheet = format!("<worksheet><sheetData>{inside}</sheetData></worksheet>");
        let texts = format!("<sst><si><t>nom</t></si>{inside}</sst>");
        let styles = format!("<styleSheet><cellXfs><xf numFmtId=\"14\"/>{inside}</cellXfs></styleSheet>");
        for bytes in [xlsx(&sheet, &texts, STYLES), xlsx(&sheet, "<sst/>", &styles), xlsx(&inside, &inside, &inside), ods(&inside)] {
            // Refused or read, it is told.
            let _ = read(if bytes.windows(8).any(|window| window == b"mimetype") { "x.ods" } else { "x.xlsx" }, &bytes);
        }
    }
}
