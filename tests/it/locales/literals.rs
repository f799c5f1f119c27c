//! The string literals of the sources, without comments and without the tests at the end of a file. Knows as much of Rust
//! as that takes.

use std::path::{Path, PathBuf};

/// A string literal where it stands.
pub(super) struct Literal {
    /// Path below the workspace.
    pub file: String,
    /// The text, escapes as written.
    pub text: String,
    /// What stands before it on its line.
    pub before: String,
}

/// Every literal of `src/`.
pub(super) fn all() -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let file = path.strip_prefix(root).unwrap().display().to_string();
            let code = text.split("#[cfg(test)]").next().unwrap();
            code.lines().flat_map(|line| of_line(&file, line)).collect::<Vec<_>>()
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
}

/// The house has no literal over several lines: rustfmt's width is enough for keys.
fn of_line(file: &str, line: &str) -> Vec<Literal> {
    let mut literals = Vec::new();
    let letters: Vec<char> = line.chars().collect();
    let mut place = 0;
    while place < letters.len() {
        match letters[place] {
            '/' if letters.get(place + 1) == Some(&'/') => break,
            // A character, an escaped one, or the beginning of a lifetime.
            '\'' if letters.get(place + 1) == Some(&'\\') => place += 4,
            '\'' if letters.get(place + 2) == Some(&'\'') => place += 3,
            '"' => {
                let mut end = place + 1;
                while end < letters.len() && letters[end] != '"' {
                    end += if letters[end] == '\\' { 2 } else { 1 };
                }
                let end = end.min(letters.len());
                literals.push(Literal {
                    file: file.to_owned(),
                    text: letters[place + 1..end].iter().collect(),
                    before: letters[..place].iter().collect(),
                });
                place = end + 1;
            }
            _ => place += 1,
        }
    }
    literals
}

#[test]
fn finds_literals() {
    let line = r#"    say('"', "a.b", '\'', "c \"d\""); let x: &'a str = "e"; // "f""#;
    let found: Vec<String> = of_line("x.rs", line).into_iter().map(|literal| literal.text).collect();
    assert_eq!(found, ["a.b", "c \\\"d\\\"", "e"]);
}
